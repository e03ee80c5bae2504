using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>Host name, clock and time zone of the machine.</summary>
public interface IMachine
{
    /// <summary>The name that the machine has now, whoever gave it.</summary>
    string HostName { get; }

    /// <summary>Sets the machine's host name, cut where the machine takes only shorter ones.</summary>
    /// <exception cref="RefusedException">The machine does not allow it.</exception>
    Task SetHostNameAsync(string name, CancellationToken ct = default);

    /// <summary>Time of day on this router, in its time zone.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Sets the clock.</summary>
    /// <exception cref="RefusedException">The machine does not allow it.</exception>
    Task SetTimeAsync(DateTimeOffset time, CancellationToken ct = default);

    /// <summary>The zone of <see cref="Now"/>, of log lines and of file times. UTC at first; the clock's reconciler sets it.</summary>
    TimeZoneInfo TimeZone { get; }

    /// <summary>
    /// Sets the zone of <see cref="Now"/>. A zone of the zone database becomes that of the whole machine where the machine keeps one;
    /// a zone of somebody's own making is known to the router alone, and the machine's stays.
    /// </summary>
    /// <exception cref="RefusedException">The machine does not allow it.</exception>
    Task SetTimeZoneAsync(TimeZoneInfo zone, CancellationToken ct = default);

    /// <summary>An instant of the machine's clock as this router's local time: for times that the kernel keeps, such as those of files.</summary>
    DateTime ToLocal(DateTime utc);

    /// <summary>Raised on a thread of the driver's when something changed; handlers return at once and remove themselves when their plugin stops.</summary>
    event Action<MachineChange>? Changed;

    /// <summary>What <c>/system resource</c> shows.</summary>
    MachineResources Resources();
}

/// <summary>Resources of the machine as read now; sizes in octets.</summary>
/// <param name="Uptime">Since the machine, or the sandbox's service layer, started.</param>
/// <param name="FreeMemory">Available without swapping.</param>
/// <param name="TotalMemory">Of the running kernel; of a domain of Xen's all that it was given.</param>
/// <param name="Cpu">Vendor's name.</param>
/// <param name="CpuCount">Logical processors.</param>
/// <param name="CpuFrequencyMHz">Nominal, or 0 where unknown.</param>
/// <param name="CpuLoadPercent">0 to 100 since the last reading.</param>
/// <param name="FreeDisk">Of the disk that holds the file store.</param>
/// <param name="TotalDisk">Of the disk that holds the file store.</param>
/// <param name="SectorsWrittenSinceBoot">512-octet sectors written to that disk since boot.</param>
/// <param name="Architecture">Such as <c>x86</c>.</param>
/// <param name="Board">Such as <c>x86</c>.</param>
public sealed record MachineResources(
    TimeSpan Uptime, long FreeMemory, long TotalMemory, string Cpu, int CpuCount, int CpuFrequencyMHz, int CpuLoadPercent,
    long FreeDisk, long TotalDisk, long SectorsWrittenSinceBoot, string Architecture, string Board);
