using Appliance.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>Brings plugins into the running router and out of it, whatever they throw.</summary>
internal sealed class RunningPlugins(IPluginAttachment attachment, Action<string, IServiceCollection> services, ILogger log)
{
    /// <summary>Returns null, or in one line why the plugin is not there; nothing of it stays loaded then.</summary>
    public async Task<string?> AttachAsync(HostedPackage package, string name, PluginAssembly assembly, CancellationToken ct)
    {
        var reason = await LoadAsync(package, name, assembly, plugin => attachment.AttachAsync(name, plugin.Plugin, collection => services(name, collection), ct));
        if (reason is not null) ct.ThrowIfCancellationRequested();
        return reason;
    }

    /// <summary>
    /// Lets the plugin of that assembly take over from the older one, which is unloaded. Returns null, or in one line why it did not; then
    /// neither of them is there.
    /// </summary>
    public async Task<string?> ReplaceAsync(HostedPackage package, LoadedPlugin older, PluginAssembly assembly)
    {
        var name = older.Name;
        var reason = await LoadAsync(package, name, assembly, plugin => attachment.ReplaceAsync(name, plugin.Plugin, collection => services(name, collection)));
        if (reason is not null) await DetachAsync(name);
        older.Dispose();
        return reason;
    }

    /// <summary>The last plugin goes first. One that does not stop cleanly is unloaded all the same.</summary>
    public async Task UnloadAsync(HostedPackage package)
    {
        foreach (var plugin in Enumerable.Reverse(package.Plugins).ToList()) await UnloadAsync(package, plugin);
    }

    /// <summary>One of its plugins.</summary>
    public async Task UnloadAsync(HostedPackage package, LoadedPlugin plugin)
    {
        await DetachAsync(plugin.Name);
        plugin.Dispose();
        package.Plugins.Remove(plugin);
    }

    private async Task<string?> LoadAsync(HostedPackage package, string name, PluginAssembly assembly, Func<LoadedPlugin, Task> join)
    {
        LoadedPlugin? loaded = null;
        try
        {
            loaded = LoadedPlugin.Load(name, assembly);
            await join(loaded);
            package.Plugins.Add(loaded);
            return null;
        }
        catch (Exception trouble)
        {
            loaded?.Dispose();
            log.LogDebug("plugin {Plugin} of package {Package}: {Trouble}", name, package.Name, trouble.ToString());
            return $"plugin {name}: {Reason.Of(trouble)}";
        }
    }

    private async Task DetachAsync(string name)
    {
        try
        {
            await attachment.DetachAsync(name, CancellationToken.None);
        }
        catch (Exception trouble)
        {
            log.LogError("plugin {Plugin} did not stop cleanly: {Reason}", name, Reason.Of(trouble));
        }
    }
}
