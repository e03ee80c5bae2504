using Appliance.Engine.Plugins;
using Appliance.Packages.Installing;
using Appliance.Packages.Signing;
using Appliance.Packages.Upgrading;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>Installs uploaded packages, carries out what is scheduled, and runs the plugins of what is installed.</summary>
public sealed class PackageHost
{
    private readonly IPluginAttachment _attachment;
    private readonly PackageFolders _folders;
    private readonly PackageTarget _target;
    private readonly ILogger _log;
    private readonly PackageStore _store;
    private readonly PackageMarks _marks;
    private readonly UploadedPackages _uploads;
    private readonly SystemUpgrade _upgrade;
    private readonly PackagedHypervisor _hypervisor;
    private readonly HostedPackages _hosted;
    private readonly InstalledPackages _list;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="folders">Where packages are.</param>
    /// <param name="trusted">Whose packages are taken.</param>
    /// <param name="slots">Where the router's own software is.</param>
    /// <param name="boot">Where the hypervisor of a package goes.</param>
    /// <param name="layers">Where the programs of packages go.</param>
    /// <param name="attachment">Where plugins join the router.</param>
    /// <param name="hostServices">Adds drivers for the plugin of that name; <see cref="IPackages"/> and the loggers are added here.</param>
    /// <param name="loggers">For the host and for plugins.</param>
    /// <param name="target">What packages must be made for; this router unless a test says otherwise.</param>
    public PackageHost(
        PackageFolders folders,
        TrustedKeys trusted,
        ISystemSlots slots,
        IBootConfiguration boot,
        IRootLayers layers,
        IPluginAttachment attachment,
        Action<string, IServiceCollection> hostServices,
        ILoggerFactory loggers,
        PackageTarget? target = null)
    {
        (_attachment, _folders, _target, _log) = (attachment, folders, target ?? PackageTarget.ThisRouter, loggers.CreateLogger("system"));
        _list = new InstalledPackages(this);
        _store = new PackageStore(folders.Installed, trusted);
        _marks = new PackageMarks(folders.Installed);
        _uploads = new UploadedPackages(trusted);
        _hypervisor = new PackagedHypervisor(trusted, boot, _target, _log);
        _upgrade = new SystemUpgrade(folders, trusted, slots, _hypervisor, _target, _log);
        var plugins = new RunningPlugins(attachment, AddServices, _log);
        var precompiled = new PrecompiledPlugins(folders.Precompiled);
        _hosted = new HostedPackages(_store, _marks, new UnpackedPlugins(folders.Unpacked, precompiled, layers.Usable), precompiled, layers, _target, plugins, _log);

        void AddServices(string plugin, IServiceCollection services)
        {
            services.AddSingleton(Packages);
            services.AddSingleton(loggers);
            hostServices(plugin, services);
        }
    }

    /// <summary>What is installed, with the reasons of what is parked.</summary>
    public IPackages Packages => _list;

    /// <summary>Loads and attaches everything installed, dependencies first.</summary>
    /// <param name="rebooted">
    /// The machine has started anew: first what was uploaded is installed, and what is scheduled carried out. After a restart of the daemon
    /// alone guests and links are still there, and only what comes with the daemon is installed.
    /// </param>
    /// <param name="ct">Ends it between two plugins.</param>
    public Task StartAsync(bool rebooted, CancellationToken ct) => InTurnAsync(async () =>
    {
        await AttemptAsync("change packages", () => ChangeAsync(rebooted));
        await AttemptAsync("clean the packages folder", Done(_store.Sweep));
        await AttemptAsync("read the packages folder", () => _hosted.LoadAsync(ct));
        Publish();
        // What belongs to a parked plugin would look like nobody's.
        if (_list.Installed.All(package => package.Problem.Length == 0)) await _attachment.TakeAwayLeftoversAsync(ct);
    }, ct);

    /// <summary>The machine is about to go down: it comes up with the hypervisor of the packages that will be installed then.</summary>
    /// <param name="upgrade">It is a reboot: if the router's own software was uploaded, it comes up with that too.</param>
    public Task PrepareStartAsync(bool upgrade) => InTurnAsync(() => AttemptAsync("prepare the next start", async () =>
    {
        var (installed, uploads) = (Installed(), _uploads.Read([_folders.Uploads]).Sound);
        await _hypervisor.FollowAsync(_store, installed, [.. uploads.Where(upload => !SystemSoftware.Is(upload.Manifest))], CancellationToken.None);
        if (upgrade) await _upgrade.InstallAsync(installed, uploads);
    }), CancellationToken.None);

    /// <summary>The router has come up.</summary>
    public Task ConfirmSystemAsync(CancellationToken ct) => InTurnAsync(() => AttemptAsync("note that the router has come up", async () =>
    {
        await _upgrade.ConfirmAsync(ct);
        await _hypervisor.TellAsync(ct);
        await FollowAsync(ct);
    }), ct);

    /// <summary>What <see cref="IPackages.ApplyAsync"/> promises.</summary>
    public async Task<PackagesApplied> ApplyAsync(CancellationToken ct)
    {
        var applied = new PackagesApplied([], []);
        await _turn.WaitAsync(ct);
        // Who asked may be interrupted, or be a command of the very plugin that is replaced; what has begun is finished all the same.
        await Task.Run(async () =>
        {
            try
            {
                applied = await ChangeAsync(rebooted: true);
                _store.Sweep();
                await _hosted.LoadAsync(CancellationToken.None);
                await FollowAsync(CancellationToken.None);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                applied = applied with { Refused = [.. applied.Refused, $"can not change packages: {trouble.Message}"] };
                _log.LogError("can not change packages: {Reason}", trouble.Message);
            }
            finally
            {
                Publish();
                _turn.Release();
            }
        }, CancellationToken.None).WaitAsync(ct);
        return applied;
    }

    /// <summary>
    /// Detaches and unloads all plugins, the last one first: what they made on the machine goes too.
    /// A daemon that only stops leaves the machine as it is, and does not call this.
    /// </summary>
    public Task UnloadAsync() => InTurnAsync(async () =>
    {
        foreach (var package in _hosted.All.Reverse().ToList())
            await _hosted.UnloadAsync(package.Name);
        Publish();
    }, CancellationToken.None);

    internal Stream OpenForGuests(string name) => _store.OpenForGuests(name);

    internal Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change) => InTurn(() =>
    {
        var installed = Hosted();
        var next = ScheduleRules.Add(installed, names, change, _target, out var problem);
        if (problem is not null) return problem;
        foreach (var name in names) _marks.Schedule(name, next.GetValueOrDefault(name));
        Publish();
        return null;
    });

    internal Problem? ScheduleDowngrade()
    {
        var (uploads, _) = _uploads.Read([_folders.Uploads]);
        var older = Packages.Installed.Where(package => uploads.Any(upload => (upload.Name == package.Name || SystemSoftware.Is(upload.Manifest))
            && Container.PackageVersion.Order.Compare(upload.Manifest.Version, package.Version) < 0)).Select(package => package.Name).ToList();
        return older.Contains(InstallRules.SystemPackage)
            ? Schedule(older, PackageChange.Downgrade)
            : Problem.Failure($"no older version of package {InstallRules.SystemPackage} was uploaded");
    }

    private async Task<PackagesApplied> ChangeAsync(bool rebooted)
    {
        var (uploads, refused) = _uploads.Read(rebooted ? [_folders.Offered, _folders.Uploads] : [_folders.Offered]);
        var software = uploads.Where(upload => SystemSoftware.Is(upload.Manifest)).ToList();
        refused = [.. refused, .. software.Select(_upgrade.Waiting)];
        foreach (var each in refused) _log.LogError("{Refused}", each.ToString());
        var applied = new PackagesApplied([], []);
        // Reading what is installed costs a start more than anything else here.
        if (uploads.Count > software.Count || (rebooted && _marks.Schedule().Count > 0))
        {
            var installed = rebooted ? Installed() : Installed() with { Schedule = new Dictionary<string, PackageChange>() };
            applied = await new PlannedChanges(_store, _marks, _hosted.UnloadAsync, _log).RunAsync(installed, [.. uploads.Except(software)], _target);
        }
        return applied with { Refused = [.. refused.Select(each => each.ToString()), .. applied.Refused] };
    }

    private InstalledState Installed() => InstalledState.Read(_store, _marks);

    // What is still scheduled waits for a reboot, which looks again.
    private Task FollowAsync(CancellationToken ct) => _hypervisor.FollowAsync(_store, Hosted() with { Schedule = new Dictionary<string, PackageChange>() }, [], ct);

    private InstalledState Hosted() => new(
        _hosted.All.Where(package => package.Manifest is not null).ToDictionary(package => package.Name, package => package.Manifest!),
        _hosted.All.Where(package => package.Manifest is null).Select(package => package.Name).ToHashSet(), _marks.DisabledPackages(), _marks.Schedule());

    private void Publish() => _list.Publish(_hosted.All, _marks.Schedule());

    private static Func<Task> Done(Action work) => () =>
    {
        work();
        return Task.CompletedTask;
    };

    // A full or read-only disk keeps packages from coming, not the router from starting.
    private async Task AttemptAsync(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            _log.LogError("can not {What}: {Reason}", what, trouble.Message);
        }
    }

    private Problem? InTurn(Func<Problem?> work)
    {
        if (!_turn.Wait(0)) return Problem.Failure("packages are being changed, try again later");
        try
        {
            return work();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Problem.Failure(trouble.Message);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}
