using Appliance.Drivers.Linux.DBus;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary><c>org.freedesktop.hostname1</c>.</summary>
internal sealed class HostNameService(IBus bus, ILogger log, string current)
    : BusService(bus, log, "org.freedesktop.hostname1", "/org/freedesktop/hostname1")
{
    private HostName? _wanted;

    /// <summary>Raised when the static name is not the one that was set.</summary>
    public event Action? ChangedByOthers;

    /// <summary>The name that the machine has.</summary>
    public string Current { get; set; } = current;

    public Task SetAsync(HostName name, CancellationToken ct) => TurnAsync("can not set host name", async () =>
    {
        await CallAsync("SetPrettyHostname", "sb", ct, name.Pretty, false);
        await CallAsync("SetStaticHostname", "sb", ct, name.Static, false);
        await CallAsync("SetHostname", "sb", ct, name.Static, false);
        _wanted = name;
        Current = name.Static;
    }, ct);

    protected override async Task LookAsync()
    {
        if (_wanted is not { } wanted) return;
        var now = await GetAsync<string>("StaticHostname", CancellationToken.None);
        if (now == wanted.Static) return;
        Current = now;
        ChangedByOthers?.Invoke();
    }
}
