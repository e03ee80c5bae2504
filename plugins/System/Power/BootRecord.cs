using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Resources;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Power;

/// <summary>
/// Says in the log how the last run ended. One mark is there while the services run: found at the start, it was left by a crash. The other
/// one is gone when the machine has rebooted.
/// </summary>
public sealed class BootRecord(IFolders folders, IMachine machine, SectorCount sectors, ILoggerFactory loggers) : IPluginService
{
    private readonly string _kept = Path.Combine(folders.State, "running");
    private readonly string _sinceBoot = Path.Combine(folders.Run, "running");

    public Task StartAsync(CancellationToken stopping)
    {
        var log = loggers.CreateLogger("system");
        var crashed = File.Exists(_kept);
        if (File.Exists(_sinceBoot))
        {
            if (crashed) log.LogWarning("services were restarted without proper shutdown");
            else log.LogInformation("services were restarted");
        }
        else
        {
            log.LogInformation("router rebooted");
            if (crashed) log.LogCritical("router was rebooted without proper shutdown");
        }
        File.WriteAllText(_kept, "");
        File.WriteAllText(_sinceBoot, "");
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        sectors.Total(machine.Resources().SectorsWrittenSinceBoot);
        File.Delete(_kept);
        return Task.CompletedTask;
    }
}
