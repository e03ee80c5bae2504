using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Resources;

public sealed class MonitorTests
{
    [Fact]
    public async Task Each_interval_is_a_reading()
    {
        var context = new FakeContext();
        var monitor = new MonitorResources(new SimulatedMachine()) { Interval = TimeSpan.FromMilliseconds(10), Duration = TimeSpan.FromMilliseconds(30) };
        (await monitor.RunAsync(context, default)).ShouldBeNull();
        context.Screen.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Interrupting_is_the_ordinary_end()
    {
        using var interrupt = new CancellationTokenSource();
        var context = new FakeContext();
        var run = new MonitorResources(new SimulatedMachine()) { Interval = TimeSpan.FromHours(1) }.RunAsync(context, interrupt.Token);
        await interrupt.CancelAsync();
        (await run).ShouldBeNull();
        context.Screen.Count.ShouldBe(1);
    }
}
