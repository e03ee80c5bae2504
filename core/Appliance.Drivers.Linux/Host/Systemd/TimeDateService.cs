using Appliance.Drivers.Linux.DBus;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary><c>org.freedesktop.timedate1</c>.</summary>
internal sealed class TimeDateService(IBus bus, ILogger log) : BusService(bus, log, "org.freedesktop.timedate1", "/org/freedesktop/timedate1")
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly IBus _bus = bus;
    private readonly ILogger _log = log;
    private string? _wanted;

    /// <summary>Raised when the zone is not the one that was set.</summary>
    public event Action? ZoneChangedByOthers;

    /// <param name="zone">Name of the zone database; null leaves the machine's zone to others.</param>
    /// <param name="ct">Ends waiting.</param>
    public Task SetZoneAsync(string? zone, CancellationToken ct) => TurnAsync("can not set time zone", async () =>
    {
        if (zone is not null && await GetAsync<string>("Timezone", ct) != zone) await CallAsync("SetTimezone", "sb", ct, zone, false);
        _wanted = zone;
    }, ct);

    public Task SetTimeAsync(DateTimeOffset time, CancellationToken ct) => TurnAsync("can not set clock", async () =>
    {
        await StopNetworkTimeAsync(ct);
        await CallAsync("SetTime", "xbb", ct, (time.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, false, false);
    }, ct);

    protected override async Task LookAsync()
    {
        if (_wanted is not null && await GetAsync<string>("Timezone", CancellationToken.None) != _wanted) ZoneChangedByOthers?.Invoke();
    }

    // A clock that the network sets can not be set by hand.
    private async Task StopNetworkTimeAsync(CancellationToken ct)
    {
        if (!await GetAsync<bool>("NTP", ct)) return;
        using var changed = new SemaphoreSlim(0);
        using var watch = _bus.Watch(BusMatch.PropertiesOf("org.freedesktop.timedate1", "/org/freedesktop/timedate1"), _ => changed.Release());
        await CallAsync("SetNTP", "bb", ct, false, false);
        // It is stopped by a job of systemd's, whose end is told.
        while (await GetAsync<bool>("NTP", ct))
            if (!await changed.WaitAsync(s_patience, ct)) throw new RefusedException("network time can not be stopped");
        _log.LogInformation("network time was switched off, the clock is set by hand");
    }
}
