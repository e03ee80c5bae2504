using System.Diagnostics;
using System.Globalization;
using System.Text;
using Appliance.Drivers.Linux.Host.Watching;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Host;

/// <summary>
/// This machine, by system calls and /proc. In a sandbox the machine belongs to somebody else: uptime and written sectors count from
/// the start of the service layer, and setting the time moves only this router's clock.
/// </summary>
public sealed class Machine : IMachine, IDisposable
{
    private const int LongestHostName = 64;
    private const string XenTarget = "/sys/devices/system/xen_memory/xen_memory0/target_kb";
    private readonly bool _sandbox;
    private readonly Disk _disk;
    private readonly KernelWatch _kernel;
    private readonly Processor _processor = new();
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly long _sectorsAtStart;
    private Action<MachineChange>? _changed;
    private readonly string? _zoneLink;
    private TimeSpan _shift;
    private string? _name;

    /// <param name="store">Folder of the file store: its disk is the router's.</param>
    /// <param name="sandbox">Whether the machine is shared with others.</param>
    /// <param name="log">Gets what goes wrong in handlers of <see cref="Changed"/>.</param>
    /// <param name="zoneLink">The link that tells other programs the machine's time zone; null where the router's zone is its own affair.</param>
    public Machine(string store, bool sandbox, ILogger? log = null, string? zoneLink = null)
    {
        _zoneLink = zoneLink;
        _sandbox = sandbox;
        _disk = new Disk(store);
        _kernel = new KernelWatch(log ?? NullLogger.Instance);
        _kernel.ClockJumped += () => _changed?.Invoke(MachineChange.Clock);
        _kernel.HostNameChanged += () =>
        {
            if (_name is { } name && name != HostName) _changed?.Invoke(MachineChange.HostName);
        };
        if (sandbox) _sectorsAtStart = _disk.SectorsWritten();
    }

    public event Action<MachineChange>? Changed
    {
        add
        {
            _changed += value;
            _kernel.Start();
        }
        remove => _changed -= value;
    }

    public string HostName => KernelWatch.HostName;

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow + _shift, TimeZone);

    public TimeZoneInfo TimeZone { get; private set; } = TimeZoneInfo.Utc;

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc + _shift, TimeZone);

    public Task SetHostNameAsync(string name, CancellationToken ct)
    {
        var octets = Encoding.UTF8.GetBytes(name);
        var kept = octets.AsSpan(0, Math.Min(octets.Length, LongestHostName));
        // Before the kernel tells of it, and back if it refuses.
        var before = Interlocked.Exchange(ref _name, Encoding.UTF8.GetString(kept));
        try
        {
            Libc.SetHostName(kept);
        }
        catch (RefusedException)
        {
            _name = before;
            throw;
        }
        return Task.CompletedTask;
    }

    public Task SetTimeAsync(DateTimeOffset time, CancellationToken ct)
    {
        if (!_sandbox)
        {
            // The kernel tells of it.
            Libc.SetClock(time.UtcDateTime);
            return Task.CompletedTask;
        }
        _shift = time - DateTimeOffset.UtcNow;
        _changed?.Invoke(MachineChange.Clock);
        return Task.CompletedTask;
    }

    public Task SetTimeZoneAsync(TimeZoneInfo zone, CancellationToken ct)
    {
        if (zone.Equals(TimeZone)) return Task.CompletedTask;
        if (_zoneLink is not null) ZoneLink.Set(_zoneLink, zone);
        TimeZone = zone;
        _changed?.Invoke(MachineChange.TimeZone);
        return Task.CompletedTask;
    }

    /// <summary>Somebody else sets this name on the router's behalf: only others are told of.</summary>
    internal void Expect(string name) => _name = name;

    public void Dispose() => _kernel.Dispose();

    public MachineResources Resources()
    {
        var memory = Memory();
        var (name, count, frequency) = _processor.Describe();
        var (free, total) = _disk.Space();
        return new(Uptime(), memory("MemAvailable"), GivenByXen() ?? memory("MemTotal"), name, count, frequency, _processor.Load(),
            free, total, _disk.SectorsWritten() - _sectorsAtStart, Processor.Architecture, Processor.Architecture);
    }

    private TimeSpan Uptime() => _sandbox
        ? _running.Elapsed
        : TimeSpan.FromSeconds(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));

    // What a domain was given, part of which its kernel does not count.
    private static long? GivenByXen() => File.Exists(XenTarget) ? 1024 * long.Parse(File.ReadAllText(XenTarget), CultureInfo.InvariantCulture) : null;

    private static Func<string, long> Memory()
    {
        var lines = File.ReadAllLines("/proc/meminfo");
        return name => lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[0] == name + ":").Select(words => 1024 * long.Parse(words[1], CultureInfo.InvariantCulture)).FirstOrDefault();
    }
}
