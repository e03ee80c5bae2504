using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Resources;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Power;

/// <summary>Says in the log how the last run ended. A mark is there while the router runs; one that is found at the start was left by a crash.</summary>
public sealed class BootRecord(IFolders folders, IMachine machine, SectorCount sectors, ILoggerFactory loggers) : IPluginService
{
    private readonly string _kept = Path.Combine(folders.State, "running");
    private readonly string _sinceBoot = Path.Combine(folders.Run, "running");

    public Task StartAsync(CancellationToken stopping)
    {
        var log = loggers.CreateLogger("system");
        var crashed = File.Exists(_kept);
        if (crashed && File.Exists(_sinceBoot))
        {
            log.LogWarning("services were restarted without proper shutdown");
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
        File.Delete(_sinceBoot);
        return Task.CompletedTask;
    }
}
