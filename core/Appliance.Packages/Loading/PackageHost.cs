using Appliance.Engine.Plugins;
using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Packages.Signing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>
/// Installs uploaded packages and runs the plugins of the installed ones. A package that can not be used is parked with its reason,
/// a plugin that throws is taken out again; neither keeps the rest of the router from running.
/// </summary>
/// <param name="folders">Where packages are.</param>
/// <param name="trusted">Whose packages are taken.</param>
/// <param name="attachment">Where plugins join the router.</param>
/// <param name="hostServices">Adds drivers for the plugin of that name; <see cref="IPackages"/> and the loggers are added here.</param>
/// <param name="loggers">For the host and for plugins.</param>
/// <param name="target">What packages must be made for; this router unless a test says otherwise.</param>
public sealed class PackageHost(
    PackageFolders folders,
    TrustedKeys trusted,
    IPluginAttachment attachment,
    Action<string, IServiceCollection> hostServices,
    ILoggerFactory loggers,
    PackageTarget? target = null)
{
    private readonly ILogger _log = loggers.CreateLogger("system");
    private readonly PackageStore _store = new(folders.Installed, trusted);
    private readonly UnpackedPlugins _unpacked = new(folders.Unpacked);
    private readonly PackageTarget _target = target ?? PackageTarget.ThisRouter;
    private readonly InstalledPackages _list = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<HostedPackage> _hosted = [];

    /// <summary>What is installed, with the reasons of what is parked.</summary>
    public IPackages Packages => _list;

    /// <summary>Installs what was uploaded, then loads and attaches everything installed, dependencies first.</summary>
    public Task StartAsync(CancellationToken ct) => InTurnAsync(async () =>
    {
        Attempt("install uploaded packages", () => new UploadedPackages(folders.Uploads, _store, trusted, _target, _log).Install());
        Attempt("clean the packages folder", _store.Sweep);
        await LoadAsync(ct);
        // What belongs to a parked plugin would look like nobody's.
        if (_hosted.All(package => package.Row.Problem.Length == 0))
            await attachment.TakeAwayLeftoversAsync(ct);
    }, ct);

    /// <summary>
    /// Detaches and unloads all plugins, the last one first: what they made on the machine goes too.
    /// A daemon that only stops leaves the machine as it is, and does not call this.
    /// </summary>
    public Task UnloadAsync() => InTurnAsync(async () =>
    {
        foreach (var package in Enumerable.Reverse(_hosted))
            await Plugins.UnloadAsync(package);
        _hosted.Clear();
        _list.Publish(_hosted);
    }, CancellationToken.None);

    /// <summary>Takes a package out of the running router and deletes its file; its configuration stays in the store.</summary>
    /// <returns>Null, or why it stays.</returns>
    public async Task<Problem?> UninstallAsync(string name, CancellationToken ct)
    {
        Problem? problem = null;
        await InTurnAsync(async () =>
        {
            problem = UninstallProblem(name);
            if (problem is not null)
                return;
            var package = _hosted.Single(hosted => hosted.Name == name);
            await Plugins.UnloadAsync(package);
            _store.Remove(name);
            _hosted.Remove(package);
            _list.Publish(_hosted);
            _log.LogInformation("uninstalled {Package}", package.Manifest?.ToString() ?? name);
        }, ct);
        return problem;
    }

    private RunningPlugins Plugins => field ??= new RunningPlugins(attachment, AddServices, _log);

    private void AddServices(string plugin, IServiceCollection services)
    {
        services.AddSingleton(Packages);
        services.AddSingleton(loggers);
        hostServices(plugin, services);
    }

    private Problem? UninstallProblem(string name)
    {
        if (_hosted.All(hosted => hosted.Name != name))
            return Problem.Failure($"package {name} is not installed");
        if (name == InstallRules.SystemPackage)
            return Problem.Failure("package system can not be uninstalled");
        var dependent = _hosted.FirstOrDefault(hosted => hosted.Manifest?.Depends.Contains(name) == true);
        return dependent is null ? null : Problem.Failure($"package {dependent.Name} needs it");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var packages = new Dictionary<string, Npk>();
        try
        {
            IReadOnlyList<string> names = [];
            Attempt("read the packages folder", () => names = _store.Names());
            foreach (var name in names)
            {
                if (_store.TryOpen(name, out var package, out var problem))
                    packages[name] = package!;
                else
                    Park(new HostedPackage(name, manifest: null), problem!.Sentence);
            }

            Attempt("clean the folder of unpacked plugins", () => _unpacked.Sweep(packages.Values));
            var together = packages.ToDictionary(package => package.Key, package => package.Value.Manifest);
            foreach (var manifest in LoadOrder.Of(together))
                await LoadAsync(packages[manifest.Name], InstallRules.Check(manifest, _target, together), ct);
        }
        finally
        {
            foreach (var package in packages.Values)
                package.Dispose();
            _list.Publish(_hosted);
        }
    }

    private async Task LoadAsync(Npk package, Problem? problem, CancellationToken ct)
    {
        var hosted = new HostedPackage(package.Manifest.Name, package.Manifest);
        if (problem is not null)
        {
            Park(hosted, problem.Sentence);
            return;
        }

        _hosted.Add(hosted);
        try
        {
            var folder = _unpacked.Unpack(package);
            foreach (var plugin in package.Manifest.Plugins)
            {
                if (await Plugins.AttachAsync(hosted, plugin.Name, Path.Combine(folder, plugin.Assembly), ct) is { } reason)
                    Park(hosted, reason);
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Park(hosted, Refusal.Unreadable(trouble.Message).Sentence);
        }
    }

    // A full or read-only disk keeps packages from coming, not the router from starting.
    private void Attempt(string what, Action work)
    {
        try
        {
            work();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            _log.LogError("can not {What}: {Reason}", what, trouble.Message);
        }
    }

    private void Park(HostedPackage package, string reason)
    {
        package.Park(reason);
        if (!_hosted.Contains(package))
            _hosted.Add(package);
        _list.Publish(_hosted);
        _log.LogError("package {Package} is parked: {Reason}", package.Name, reason);
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
