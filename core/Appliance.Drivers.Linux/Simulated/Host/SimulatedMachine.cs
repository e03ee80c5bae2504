using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Host;

/// <summary>A machine whose clock stands still until it is moved, and whose resources are those of the manual.</summary>
public sealed class SimulatedMachine : IMachine
{
    private DateTime _utc = new(2008, 6, 6, 14, 47, 23, DateTimeKind.Utc);

    public event Action<MachineChange>? Changed;

    /// <summary>Raised with every name that the router sets, the same again included.</summary>
    public event Action<string>? Named;

    /// <summary>Raised with every zone that the router sets, the same again included.</summary>
    public event Action<TimeZoneInfo>? Zoned;

    public string HostName { get; private set; } = "localhost";

    /// <summary>While set, the next changes are refused with this sentence.</summary>
    public string? Refusal { get; set; }

    /// <summary>What <see cref="Resources"/> answers.</summary>
    public MachineResources Reading { get; set; } = new(
        TimeSpan.FromSeconds(124), 934116L * 1024, 963780L * 1024, "Intel(R)", 2, 2813, 0, 77728884L * 1024, 79134596L * 1024, 989, "x86", "x86");

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(new DateTimeOffset(_utc), TimeZone);

    public TimeZoneInfo TimeZone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZone);

    public MachineResources Resources() => Reading;

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time) => _utc += time;

    /// <summary>Somebody else gives the machine another name.</summary>
    public void Rename(string name)
    {
        HostName = name;
        Changed?.Invoke(MachineChange.HostName);
    }

    /// <summary>Somebody else sets the clock, or the machine's zone.</summary>
    public void Announce(MachineChange change) => Changed?.Invoke(change);

    public Task SetHostNameAsync(string name, CancellationToken ct)
    {
        if (Refusal is not null) throw new RefusedException(Refusal);
        HostName = name;
        Named?.Invoke(name);
        return Task.CompletedTask;
    }

    public Task SetTimeAsync(DateTimeOffset time, CancellationToken ct)
    {
        if (Refusal is not null) throw new RefusedException(Refusal);
        _utc = time.UtcDateTime;
        Changed?.Invoke(MachineChange.Clock);
        return Task.CompletedTask;
    }

    public Task SetTimeZoneAsync(TimeZoneInfo zone, CancellationToken ct)
    {
        if (Refusal is not null) throw new RefusedException(Refusal);
        Zoned?.Invoke(zone);
        if (zone.Equals(TimeZone)) return Task.CompletedTask;
        TimeZone = zone;
        Changed?.Invoke(MachineChange.TimeZone);
        return Task.CompletedTask;
    }
}
