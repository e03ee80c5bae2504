using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>
/// The packages that run. A package that can not be used is parked with its reason, a plugin that throws is taken out again; neither keeps
/// the rest of the router from running.
/// </summary>
internal sealed class HostedPackages(PackageStore store, PackageMarks marks, UnpackedPlugins unpacked, PrecompiledPlugins precompiled, IRootLayers layers, PackageTarget target, RunningPlugins plugins, ILogger log)
{
    private readonly List<HostedPackage> _all = [];

    public IReadOnlyList<HostedPackage> All => _all;

    /// <summary>Brings what runs into line with what is installed, dependencies first.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        var packages = new Dictionary<string, Npk>();
        var arriving = new Queue<ArrivingPlugin>();
        try
        {
            foreach (var (name, opening) in store.Names().Select(name => (name, Task.Run(() => store.Open(name)))).ToList())
            {
                var (package, problem) = await opening;
                if (package is not null)
                    packages[name] = package;
                else if (Find(name) is not { Plugins.Count: > 0 })
                    Park(new HostedPackage(name, manifest: null, digest: ""), problem!.Sentence);
            }

            var disabled = marks.DisabledPackages();
            var manifests = packages.ToDictionary(package => package.Key, package => package.Value.Manifest);
            var enabled = manifests.Where(package => !disabled.Contains(package.Key)).ToDictionary();
            foreach (var manifest in LoadOrder.Of(manifests))
                await BringAsync(packages[manifest.Name], disabled.Contains(manifest.Name), Check(manifest, disabled, enabled), arriving);
            while (arriving.TryDequeue(out var plugin))
            {
                var reason = plugin.Older is { } older ? await plugins.ReplaceAsync(plugin, older) : await plugins.AttachAsync(plugin, ct);
                if (reason is not null) Park(plugin.Package, reason);
            }
            unpacked.Sweep(packages.Values);
        }
        finally
        {
            while (arriving.TryDequeue(out var plugin))
                await plugins.DropAsync(plugin);
            foreach (var package in packages.Values)
                package.Dispose();
        }
    }

    /// <summary>Takes a package out of the running router: what it made on the machine goes too.</summary>
    public async Task UnloadAsync(string name)
    {
        if (Find(name) is not { } package) return;
        await plugins.UnloadAsync(package);
        layers.TakeAway(name);
        _all.Remove(package);
    }

    private Problem? Check(PackageManifest manifest, IReadOnlySet<string> disabled, IReadOnlyDictionary<string, PackageManifest> enabled) =>
        manifest.Depends.FirstOrDefault(disabled.Contains) is { } need ? Refusal.Disabled(need) : InstallRules.Check(manifest, target, enabled);

    private async Task BringAsync(Npk package, bool disabled, Problem? problem, Queue<ArrivingPlugin> arriving)
    {
        var before = Find(package.Manifest.Name);
        if (before is { IsParked: false } && !disabled && !before.Disabled && problem is null && before.Digest == package.Digest) return;
        var hosted = new HostedPackage(package.Manifest.Name, package.Manifest, package.Digest) { Disabled = disabled };
        if (disabled || problem is not null)
        {
            await UnloadAsync(hosted.Name);
            if (disabled) _all.Add(hosted);
            else Park(hosted, problem!.Sentence);
            return;
        }

        try
        {
            var folder = unpacked.Unpack(package);
            if (unpacked.LayerOf(package) is { } layer) layers.Lay(hosted.Name, layer);
            else layers.TakeAway(hosted.Name);
            await ReplaceAsync(before, hosted, package);
            Begin(hosted, before, package, folder, arriving);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidDataException or RefusedException)
        {
            await UnloadAsync(hosted.Name);
            Park(hosted, Refusal.Unreadable(trouble.Message).Sentence);
        }
    }

    private async Task ReplaceAsync(HostedPackage? before, HostedPackage hosted, Npk package)
    {
        foreach (var gone in before?.Plugins.Where(plugin => package.Manifest.Plugins.All(each => each.Name != plugin.Name)).Reverse().ToList() ?? [])
            await plugins.UnloadAsync(before!, gone);
        if (before is not null) _all.Remove(before);
        _all.Add(hosted);
    }

    // They join in this order once all have begun to load.
    private void Begin(HostedPackage hosted, HostedPackage? before, Npk package, string folder, Queue<ArrivingPlugin> arriving)
    {
        foreach (var plugin in package.Manifest.Plugins)
        {
            var assembly = precompiled.Take(package.Files.First(file => file.Path == plugin.Assembly)) is { } copy
                ? new PluginAssembly(copy, Stays: true)
                : new PluginAssembly(Path.Combine(folder, plugin.Assembly), Stays: false);
            arriving.Enqueue(plugins.Begin(hosted, plugin.Name, assembly) with { Older = before?.Plugins.Find(each => each.Name == plugin.Name) });
        }
    }

    private HostedPackage? Find(string name) => _all.Find(package => package.Name == name);

    private void Park(HostedPackage package, string reason)
    {
        package.Park(reason);
        if (!_all.Contains(package))
        {
            _all.RemoveAll(other => other.Name == package.Name);
            _all.Add(package);
        }

        log.LogError("package {Package} is parked: {Reason}", package.Name, reason);
    }
}
