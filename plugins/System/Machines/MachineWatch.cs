using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.SystemPlugin.Clocks;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Machines;

/// <summary>Has the host name and the time zone set again when somebody else changed them: the configuration is the authority.</summary>
public sealed class MachineWatch(IMachine machine, IAttention attention, ILoggerFactory loggers) : IPluginService
{
    private readonly ILogger _log = loggers.CreateLogger("system");
    private Notices<MachineChange>? _notices;

    public Task StartAsync(CancellationToken stopping)
    {
        _notices = new Notices<MachineChange>(_log, Look);
        machine.Changed += Changed;
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        machine.Changed -= Changed;
        return _notices?.StopAsync() ?? Task.CompletedTask;
    }

    private void Changed(MachineChange change) => _notices!.Add(change);

    private void Look(IReadOnlySet<MachineChange> changes)
    {
        if (changes.Contains(MachineChange.HostName))
        {
            _log.LogInformation("host name was changed to {Name} from outside, it is set back", machine.HostName);
            attention.Needs<Identity>();
        }
        if (changes.Contains(MachineChange.MachineTimeZone))
        {
            _log.LogInformation("time zone was changed from outside, it is set back");
            attention.Needs<Clock>();
        }
    }
}
