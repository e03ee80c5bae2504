using Appliance.Drivers.Linux.DBus;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary>A machine whose name, zone and clock systemd's services keep; what is only read comes from the kernel.</summary>
public sealed class SystemdMachine : IMachine, IDisposable
{
    private readonly Machine _kernel;
    private readonly HostNameService _names;
    private readonly TimeDateService _times;

    /// <param name="kernel">Reads; disposed with this.</param>
    /// <param name="bus">Where the services are.</param>
    /// <param name="log">Topic <c>system</c>.</param>
    public SystemdMachine(Machine kernel, IBus bus, ILogger log)
    {
        _kernel = kernel;
        _names = new HostNameService(bus, log, kernel.HostName);
        _times = new TimeDateService(bus, log);
        _names.ChangedByOthers += () => Changed?.Invoke(MachineChange.HostName);
        _times.ZoneChangedByOthers += () => Changed?.Invoke(MachineChange.MachineTimeZone);
        kernel.Changed += change =>
        {
            if (change == MachineChange.HostName) _names.Current = kernel.HostName;
            Changed?.Invoke(change);
        };
    }

    public event Action<MachineChange>? Changed;

    public string HostName => _names.Current;

    public DateTimeOffset Now => _kernel.Now;

    public TimeZoneInfo TimeZone => _kernel.TimeZone;

    public DateTime ToLocal(DateTime utc) => _kernel.ToLocal(utc);

    public MachineResources Resources() => _kernel.Resources();

    public Task SetHostNameAsync(string name, CancellationToken ct)
    {
        var wanted = Systemd.HostName.Of(name);
        _kernel.Expect(wanted.Static);
        return _names.SetAsync(wanted, ct);
    }

    public Task SetTimeAsync(DateTimeOffset time, CancellationToken ct) => _times.SetTimeAsync(time, ct);

    public async Task SetTimeZoneAsync(TimeZoneInfo zone, CancellationToken ct)
    {
        await _times.SetZoneAsync(TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out _) ? zone.Id : null, ct);
        await _kernel.SetTimeZoneAsync(zone, ct);
    }

    public void Dispose()
    {
        _names.Dispose();
        _times.Dispose();
        _kernel.Dispose();
    }
}
