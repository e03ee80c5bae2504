using Appliance.Drivers.Linux.DBus;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Host.Systemd;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon;

/// <summary>The machine that the daemon runs on: by systemd's services where it runs, else by system calls. A sandbox is never more than the latter.</summary>
public sealed class ThisMachine : IDisposable
{
    private const string ZoneLink = "/etc/localtime";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly DaemonOptions _options;
    private readonly Bus? _bus;
    private readonly LoginService? _login;
    private readonly Power _power;

    /// <param name="options">Whether it is a sandbox.</param>
    /// <param name="end">Stops the daemon, with word of what is to come, where systemd does not.</param>
    /// <param name="log">Topic <c>system</c>.</param>
    public ThisMachine(DaemonOptions options, Action<PowerRequest> end, ILogger log)
    {
        _options = options;
        _bus = options.Sandbox ? null : SystemBus.Open(log);
        var kernel = new Machine(options.Files, options.Sandbox, log, options.Sandbox || _bus is not null ? null : ZoneLink);
        Machine = _bus is null ? kernel : new SystemdMachine(kernel, _bus, log);
        _power = new Power(EndAsync, log, s_patience);
        Power = new PowerGate(_power);
        _login = _bus is null ? null : new LoginService(_bus, _power, log);

        Task EndAsync(PowerRequest request)
        {
            if (_bus is not null) return LoginService.EndAsync(_bus, request);
            end(request);
            return Task.CompletedTask;
        }
    }

    /// <summary>Name, clock, resources.</summary>
    public IMachine Machine { get; }

    /// <summary>Switches it off and on.</summary>
    public PowerGate Power { get; }

    /// <summary>What was asked for; null while it stays up.</summary>
    public PowerRequest? Request => _power.Request;

    /// <summary>Somebody stops the daemon: where that is because the whole machine goes down, returns when everybody is prepared.</summary>
    public async Task BeforeStopAsync()
    {
        if (_login is not null && await _login.IsGoingDownAsync()) await _power.PrepareAsync(PowerRequest.Reboot);
    }

    /// <summary>The daemon has stopped: ends the machine where nobody else does.</summary>
    public void End(StopReason reason)
    {
        if (_options.EndsMachine && _bus is null && reason != StopReason.Restart)
            MachineEnd.Now(reason == StopReason.Reboot ? PowerRequest.Reboot : PowerRequest.PowerOff);
    }

    public void Dispose()
    {
        _login?.Dispose();
        (Machine as IDisposable)?.Dispose();
        _bus?.Dispose();
    }
}
