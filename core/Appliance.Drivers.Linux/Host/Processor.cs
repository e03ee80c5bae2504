using System.Globalization;
using System.Runtime.InteropServices;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Reads what the kernel tells of the processor. The load is that since the last reading.</summary>
internal sealed class Processor
{
    private readonly Lock _gate = new();
    private (long Idle, long Total) _last = Times();
    private int _load;

    public static string Architecture { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 or System.Runtime.InteropServices.Architecture.X86 => "x86",
        var other => other.ToString().ToLowerInvariant(),
    };

    public (string Name, int Count, int MHz) Describe()
    {
        var (name, count, frequency) = ("", 0, 0d);
        foreach (var line in File.ReadLines("/proc/cpuinfo"))
        {
            var colon = line.IndexOf(':');
            if (colon < 0) continue;
            var value = line[(colon + 1)..].Trim();
            switch (line[..colon].Trim())
            {
                case "processor": count++; break;
                // RouterOS shows the vendor only: the first word of "Intel(R) Xeon(R) CPU".
                case "model name": name = value.Split(' ')[0]; break;
                case "cpu MHz" when double.TryParse(value, CultureInfo.InvariantCulture, out var mhz): frequency = Math.Max(frequency, mhz); break;
            }
        }
        return (name.Length > 0 ? name : Architecture, count > 0 ? count : Environment.ProcessorCount, (int)frequency);
    }

    /// <summary>0 to 100.</summary>
    public int Load()
    {
        lock (_gate)
        {
            var now = Times();
            var total = now.Total - _last.Total;
            // Two readings within one tick of the kernel say nothing: the last answer holds.
            if (total <= 0) return _load;
            _load = (int)Math.Clamp(100 * (total - (now.Idle - _last.Idle)) / total, 0, 100);
            _last = now;
            return _load;
        }
    }

    private static (long Idle, long Total) Times()
    {
        // cpu user nice system idle iowait irq softirq steal; guest times are already part of user's.
        var times = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Take(8).Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        return (times[3] + times[4], times.Sum());
    }
}
