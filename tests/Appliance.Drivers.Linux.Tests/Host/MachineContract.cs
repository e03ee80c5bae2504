using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>What every machine's clock does.</summary>
public abstract class MachineContract
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    protected abstract IMachine Machine { get; }

    [Fact]
    public async Task The_clock_goes_on_from_what_was_set()
    {
        var time = new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.FromHours(3));
        await Machine.SetTimeAsync(time, default);
        (Machine.Now - time).ShouldBeInRange(TimeSpan.Zero, s_soon);
    }

    [Fact]
    public void Another_zone_shows_the_same_instant()
    {
        var before = Machine.Now;
        Machine.TimeZone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test");
        (Machine.Now - before).ShouldBeInRange(TimeSpan.Zero, s_soon);
        Machine.Now.Offset.ShouldBe(TimeSpan.FromHours(3));
        Machine.ToLocal(new DateTime(2008, 6, 6, 22, 0, 0, DateTimeKind.Utc)).ShouldBe(new DateTime(2008, 6, 7, 1, 0, 0));
    }
}

public sealed class SandboxedMachineTests : MachineContract
{
    protected override IMachine Machine { get; } = new Machine(AppContext.BaseDirectory, sandbox: true);
}

public sealed class SimulatedMachineTests : MachineContract
{
    protected override IMachine Machine { get; } = new SimulatedMachine();
}
