using System.Threading.Channels;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Tests.Host;

/// <summary>What every machine's clock does.</summary>
public abstract class MachineContract
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(10);

    private static readonly TimeZoneInfo s_test = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test");

    protected abstract IMachine Machine { get; }

    [Fact]
    public async Task The_clock_goes_on_from_what_was_set()
    {
        var time = new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.FromHours(3));
        await Machine.SetTimeAsync(time, default);
        (Machine.Now - time).ShouldBeInRange(TimeSpan.Zero, s_soon);
    }

    [Fact]
    public async Task Another_zone_shows_the_same_instant()
    {
        var before = Machine.Now;
        await Machine.SetTimeZoneAsync(s_test);
        (Machine.Now - before).ShouldBeInRange(TimeSpan.Zero, s_soon);
        Machine.Now.Offset.ShouldBe(TimeSpan.FromHours(3));
        Machine.ToLocal(new DateTime(2008, 6, 6, 22, 0, 0, DateTimeKind.Utc)).ShouldBe(new DateTime(2008, 6, 7, 1, 0, 0));
    }

    [Fact]
    public async Task Who_listens_hears_of_a_clock_that_was_set_and_of_another_zone_once()
    {
        var heard = Channel.CreateUnbounded<MachineChange>();
        Machine.Changed += change => heard.Writer.TryWrite(change);
        await Machine.SetTimeZoneAsync(s_test);
        await Machine.SetTimeZoneAsync(s_test);
        (await heard.Reader.ReadAsync().AsTask().WaitAsync(s_soon)).ShouldBe(MachineChange.TimeZone);
        await Machine.SetTimeAsync(new DateTimeOffset(2008, 6, 6, 14, 47, 23, TimeSpan.FromHours(3)));
        (await heard.Reader.ReadAsync().AsTask().WaitAsync(s_soon)).ShouldBe(MachineChange.Clock);
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
