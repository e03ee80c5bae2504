using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors.Xen.Store;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>
/// Guests as paravirtual domains, beside this router in its own domain 0. xl builds them; everything else is said to the hypervisor and
/// to xenstore directly.
/// </summary>
public sealed class XenHypervisor : IHypervisor, IAsyncDisposable
{
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(5);
    private readonly string _folder;
    private readonly Toolstack _toolstack;
    private readonly XenParts _parts;
    private readonly DomainMark _mark;
    private readonly Lock _lock = new();
    private readonly HashSet<XenDomain> _domains = [];
    private readonly Lazy<Task> _watching;

    public XenHypervisor(IFolders folders, INetwork network, ILoopDevices loops, ILoggerFactory loggers)
    {
        var log = loggers.CreateLogger("xen");
        var (store, control) = (new XenStore(Toolstack.Socket), new XenControl());
        var remains = new DomainRemains(store, control, network.Links, loops, log);
        _folder = folders.Run;
        _toolstack = new Toolstack(log);
        _parts = new XenParts(store, control, new DomainMaker(store, control, remains, loops, log), remains, network, log);
        _mark = new DomainMark(_folder);
        _watching = new Lazy<Task>(WatchAsync);
    }

    public string Name => Toolstack.Version;

    public string? Trouble { get; private set; }

    public async Task<IReadOnlyList<IDomain>> FindAsync(CancellationToken ct)
    {
        await _watching.Value.WaitAsync(ct);
        await Strays.EndAsync(_folder, XlProgram.Name, new HashSet<int>());
        var found = new List<XenDomain>();
        var known = new HashSet<Guid>();
        foreach (var file in Directory.GetFiles(_folder, "*" + XenFiles.RecordExtension).Order(StringComparer.Ordinal))
        {
            var files = new XenFiles(_folder, Path.GetFileNameWithoutExtension(file));
            if (DomainRecord.Read(file) is { Stage: DomainStage.Made or DomainStage.Restarting } record)
            {
                known.Add(record.Uuid);
                found.Add(Track(new XenDomain(record, files, _parts)));
            }
        }
        // Half made, half destroyed, or never noted.
        foreach (var stray in _parts.Control.Domains().Where(domain => !domain.IsDying && _mark.IsOn(domain.Uuid) && !known.Contains(domain.Uuid))) await _parts.Remains.TakeAwayAsync(stray.Uuid);
        foreach (var entry in Directory.GetFileSystemEntries(_folder).Select(Path.GetFileNameWithoutExtension).Distinct())
            if (found.All(domain => domain.Spec.Key != entry)) new XenFiles(_folder, entry!).Remove();
        // Most answer at once. Those that do not are not waited for longer: they run on, and what is asked of them waits.
        await Task.WhenAny(Task.WhenAll(found.Select(domain => domain.TakeOverAsync())), Task.Delay(s_connect, ct));
        return found;
    }

    public async Task<IDomain> CreateAsync(DomainSpec spec, CancellationToken ct)
    {
        await _watching.Value.WaitAsync(ct);
        if (Trouble is not null) throw new DomainFailedException(VmState.NoXenstore, $"{spec.Name} can not be started: xenstored does not answer");
        var files = new XenFiles(_folder, spec.Key);
        files.Remove();
        var record = new DomainRecord { Spec = spec, Uuid = _mark.NewUuid() };
        record.Write(files.Record);
        try
        {
            var made = await _parts.Maker.MakeAsync(record, files, ct);
            var domain = Track(new XenDomain(record, files, _parts));
            domain.Take(made);
            return domain;
        }
        catch
        {
            files.Remove();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.Store.DisposeAsync();
        _parts.Control.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            await _toolstack.StartAsync();
            _parts.Store.Lost += () => Fail("xenstored has ended");
            await _parts.Store.WatchAsync("@releaseDomain", Look, CancellationToken.None);
            _parts.Log.LogInformation("guests run on {Hypervisor}", Name);
        }
        catch (Exception trouble) when (trouble is DomainFailedException or StoreException)
        {
            Fail(trouble.Message);
        }
    }

    private void Fail(string reason)
    {
        Trouble = VmState.WithoutXenstore;
        _parts.Log.LogCritical("{Reason}: guests run on, but none can be started, and none shut down in good order, until this router is restarted", reason);
    }

    private void Look()
    {
        lock (_lock)
        {
            foreach (var domain in _domains) _ = LookAsync(domain);
        }
    }

    private async Task LookAsync(XenDomain domain)
    {
        await Task.Yield();
        try
        {
            await domain.LookAsync();
        }
        catch (DomainFailedException trouble)
        {
            _parts.Log.LogError("{Machine} can not be followed: {Trouble}", domain.Spec.Name, trouble.Message);
        }
    }

    private XenDomain Track(XenDomain domain)
    {
        lock (_lock) _domains.Add(domain);
        _ = ForgetAsync(domain);
        return domain;
    }

    private async Task ForgetAsync(XenDomain domain)
    {
        await domain.Ended;
        lock (_lock) _domains.Remove(domain);
    }
}
