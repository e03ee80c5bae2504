using System.Diagnostics;
using System.Globalization;
using System.Text;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

/// <summary>
/// This machine, by system calls and /proc. In a sandbox the machine belongs to somebody else: uptime and written sectors count from
/// the start of the service layer, and setting the time moves only this router's clock.
/// </summary>
public sealed class Machine : IMachine
{
    private const int LongestHostName = 64;
    private readonly bool _sandbox;
    private readonly Disk _disk;
    private readonly Processor _processor = new();
    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly long _sectorsAtStart;
    private TimeSpan _shift;

    /// <param name="store">Folder of the file store: its disk is the router's.</param>
    /// <param name="sandbox">Whether the machine is shared with others.</param>
    public Machine(string store, bool sandbox)
    {
        _sandbox = sandbox;
        _disk = new Disk(store);
        if (sandbox) _sectorsAtStart = _disk.SectorsWritten();
    }

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow + _shift, TimeZone);

    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    public DateTime ToLocal(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc + _shift, TimeZone);

    public Task SetHostNameAsync(string name, CancellationToken ct)
    {
        var octets = Encoding.UTF8.GetBytes(name);
        Libc.SetHostName(octets.AsSpan(0, Math.Min(octets.Length, LongestHostName)));
        return Task.CompletedTask;
    }

    public Task SetTimeAsync(DateTimeOffset time, CancellationToken ct)
    {
        if (_sandbox) _shift = time - DateTimeOffset.UtcNow;
        else Libc.SetClock(time.UtcDateTime);
        return Task.CompletedTask;
    }

    public MachineResources Resources()
    {
        var memory = Memory();
        var (name, count, frequency) = _processor.Describe();
        var (free, total) = _disk.Space();
        return new(Uptime(), memory("MemAvailable"), memory("MemTotal"), name, count, frequency, _processor.Load(),
            free, total, _disk.SectorsWritten() - _sectorsAtStart, Processor.Architecture, Processor.Architecture);
    }

    private TimeSpan Uptime() => _sandbox
        ? _running.Elapsed
        : TimeSpan.FromSeconds(double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture));

    private static Func<string, long> Memory()
    {
        var lines = File.ReadAllLines("/proc/meminfo");
        return name => lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[0] == name + ":").Select(words => 1024 * long.Parse(words[1], CultureInfo.InvariantCulture)).FirstOrDefault();
    }
}
