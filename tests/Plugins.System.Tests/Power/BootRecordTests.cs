using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.SystemPlugin.Power;
using Appliance.SystemPlugin.Resources;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Power;

public sealed class BootRecordTests : IDisposable
{
    private readonly TestFolders _folders = new();

    public void Dispose() => _folders.Dispose();

    [Fact]
    public async Task An_orderly_restart_is_one_line()
    {
        var (first, log) = await StartAsync();
        log.Lines.ShouldBe(["system,info router rebooted"]);
        await first.StopAsync();
        _folders.Reboot();
        (await StartAsync()).Log.Lines.ShouldBe(["system,info router rebooted"]);
    }

    [Fact]
    public async Task A_power_failure_is_told()
    {
        await StartAsync();
        _folders.Reboot();
        (await StartAsync()).Log.Lines.ShouldBe(["system,info router rebooted", "system,error,critical router was rebooted without proper shutdown"]);
    }

    [Fact]
    public async Task A_killed_daemon_is_no_reboot()
    {
        await StartAsync();
        (await StartAsync()).Log.Lines.ShouldBe(["system,warning services were restarted without proper shutdown"]);
    }

    [Fact]
    public async Task Services_that_start_again_in_order_are_no_reboot()
    {
        var (first, _) = await StartAsync();
        await first.StopAsync();
        (await StartAsync()).Log.Lines.ShouldBe(["system,info services were restarted"]);
    }

    [Fact]
    public async Task Stopping_keeps_the_number_of_written_sectors()
    {
        var (service, log) = await StartAsync();
        await service.StopAsync();
        _folders.Reboot();
        new SectorCount(_folders, log.Loggers).Total(1).ShouldBe(989 + 1);
    }

    private async Task<(BootRecord Service, TestLog Log)> StartAsync()
    {
        var log = new TestLog();
        var service = new BootRecord(_folders, new SimulatedMachine(), new SectorCount(_folders, log.Loggers), log.Loggers);
        await service.StartAsync(default);
        return (service, log);
    }
}
