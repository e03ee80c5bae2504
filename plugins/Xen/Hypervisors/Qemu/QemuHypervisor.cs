using Appliance.Sdk.Drivers.Host;
using Appliance.XenPlugin.Hypervisors.Booting;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>One QEMU process per guest. KVM where it really executes guests, else emulation.</summary>
public sealed class QemuHypervisor(IFolders folders, ILoggerFactory loggers) : IHypervisor
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(20), s_connect = TimeSpan.FromSeconds(5);
    private readonly ILogger _log = loggers.CreateLogger("xen");
    private readonly CpuShares _shares = new(loggers);
    private readonly SemaphoreSlim _probing = new(1);
    private Acceleration? _acceleration;

    public string Name => _acceleration == Acceleration.Kvm ? "QEMU with KVM" : "QEMU without KVM";

    public async Task<IReadOnlyList<IDomain>> FindAsync(CancellationToken ct)
    {
        var found = new List<QemuDomain>();
        var known = new HashSet<int>();
        foreach (var file in Directory.GetFiles(folders.Run, "*.json").Order(StringComparer.Ordinal))
        {
            var files = new QemuFiles(folders.Run, Path.GetFileNameWithoutExtension(file));
            if (DomainRecord.Read(file) is { } record)
            {
                known.Add(record.Pid);
                found.Add(Find(record, files));
            }
            else
            {
                files.Remove();
            }
        }
        await Strays.EndAsync(folders.Run, QemuProgram.Name, known);
        foreach (var file in Directory.GetFileSystemEntries(folders.Run).Where(file => Path.GetExtension(file) is ".pid" or ".boot"))
        {
            var files = new QemuFiles(folders.Run, Path.GetFileNameWithoutExtension(file));
            if (!File.Exists(files.Record)) files.Remove();
        }
        // Most answer at once. Those that do not are not waited for longer: they run on, and what is asked of them waits.
        await Task.WhenAny(Task.WhenAll(found.Select(domain => domain.Ready)), Task.Delay(s_connect, ct));
        return found;
    }

    public async Task<IDomain> CreateAsync(DomainSpec spec, CancellationToken ct)
    {
        var acceleration = await AccelerationAsync(ct);
        var files = new QemuFiles(folders.Run, spec.Key);
        files.Remove();
        await RunAsync(spec, files, acceleration, ct);
        var pid = int.Parse(await File.ReadAllTextAsync(files.Pid, ct), System.Globalization.CultureInfo.InvariantCulture);
        var record = new DomainRecord { Spec = spec, Pid = pid, StartTime = PidHandle.StartTime(pid) };
        record.Write(files.Record);
        var domain = Find(record, files);
        await Task.WhenAny(domain.Ready, domain.Ended).WaitAsync(ct);
        if (domain.Ended.IsCompleted || !domain.Paused)
        {
            await domain.DestroyAsync();
            await domain.DisposeAsync();
            throw new DomainFailedException("failed to start", $"QEMU ended while {spec.Name} was starting");
        }
        await domain.SetWeightAsync(spec.Weight, ct);
        return domain;
    }

    private static async Task RunAsync(DomainSpec spec, QemuFiles files, Acceleration acceleration, CancellationToken ct)
    {
        try
        {
            var boot = await Task.Run(() => DiskBoot.Of(spec, files.Boot, ct), ct);
            var (exitCode, errors) = await QemuProgram.RunAsync(QemuArguments.For(boot, files, acceleration), s_start, ct);
            if (exitCode != 0) throw Failure(spec, errors);
        }
        finally
        {
            files.RemoveBoot();
        }
    }

    private QemuDomain Find(DomainRecord record, QemuFiles files)
    {
        var domain = new QemuDomain(record, files, _shares);
        if (PidHandle.Open(record.Pid, record.StartTime) is { } process) domain.Connect(process);
        else domain.WasGone();
        return domain;
    }

    private async Task<Acceleration> AccelerationAsync(CancellationToken ct)
    {
        await _probing.WaitAsync(ct);
        try
        {
            if (_acceleration is { } known) return known;
            _acceleration = await KvmProbe.RunAsync(folders.Run, ct);
            _log.LogInformation("guests run on {Hypervisor}", Name);
            return _acceleration.Value;
        }
        finally
        {
            _probing.Release();
        }
    }

    private static DomainFailedException Failure(DomainSpec spec, string errors)
    {
        const string program = QemuProgram.Name + ": ";
        var line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(line => line.Contains(program, StringComparison.Ordinal)) ?? errors.Trim();
        var sentence = line.StartsWith(program, StringComparison.Ordinal) ? line[program.Length..] : line;
        if (errors.Contains("\"write\" lock", StringComparison.Ordinal) || errors.Contains("Is another process using", StringComparison.Ordinal))
            return new DomainFailedException("disk image is already in use", $"disk image of {spec.Name} is already in use");
        if (errors.Contains("cannot set up guest memory", StringComparison.Ordinal))
            return new DomainFailedException("not enough memory", $"not enough memory to start {spec.Name}");
        return new DomainFailedException("failed to start", $"{spec.Name} can not be started: {sentence}");
    }
}
