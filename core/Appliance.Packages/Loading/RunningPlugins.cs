using Appliance.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>Brings plugins into the running router and out of it, whatever they throw.</summary>
internal sealed class RunningPlugins(IPluginAttachment attachment, Action<string, IServiceCollection> services, ILogger log)
{
    /// <summary>Begins to load a plugin, beside others. What has begun is attached, takes the place of an older one, or is dropped.</summary>
    public ArrivingPlugin Begin(HostedPackage package, string name, PluginAssembly assembly) => new(package, name, Task.Run(() => Load(name, assembly)));

    /// <summary>Returns null, or in one line why the plugin is not there; nothing of it stays loaded then.</summary>
    public async Task<string?> AttachAsync(ArrivingPlugin arriving, CancellationToken ct)
    {
        var reason = await BringAsync(arriving, registered => attachment.JoinAsync(registered, ct));
        if (reason is not null) ct.ThrowIfCancellationRequested();
        return reason;
    }

    /// <summary>
    /// Lets the plugin take over from the older one, which is unloaded. Returns null, or in one line why it did not; then neither of them is
    /// there.
    /// </summary>
    public async Task<string?> ReplaceAsync(ArrivingPlugin arriving, LoadedPlugin older)
    {
        var reason = await BringAsync(arriving, attachment.ReplaceAsync);
        if (reason is not null) await DetachAsync(arriving.Name);
        older.Dispose();
        return reason;
    }

    /// <summary>Unloads what has neither been attached nor taken the place of another.</summary>
    public async Task DropAsync(ArrivingPlugin arriving)
    {
        try
        {
            var (loaded, registered) = await arriving.Loading;
            await registered.DisposeAsync();
            loaded.Dispose();
        }
        catch (Exception trouble)
        {
            log.LogDebug("plugin {Plugin} of package {Package}: {Trouble}", arriving.Name, arriving.Package.Name, trouble.ToString());
        }
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

    private (LoadedPlugin Loaded, IRegisteredPlugin Registered) Load(string name, PluginAssembly assembly)
    {
        var loaded = LoadedPlugin.Load(name, assembly);
        try
        {
            return (loaded, attachment.Register(name, loaded.Plugin, collection => services(name, collection)));
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    private async Task<string?> BringAsync(ArrivingPlugin arriving, Func<IRegisteredPlugin, Task> join)
    {
        LoadedPlugin? loaded = null;
        try
        {
            (loaded, var registered) = await arriving.Loading;
            await join(registered);
            arriving.Package.Plugins.Add(loaded);
            return null;
        }
        catch (Exception trouble)
        {
            loaded?.Dispose();
            log.LogDebug("plugin {Plugin} of package {Package}: {Trouble}", arriving.Name, arriving.Package.Name, trouble.ToString());
            return $"plugin {arriving.Name}: {Reason.Of(trouble)}";
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

/// <summary>A plugin on its way into the router.</summary>
/// <param name="Package">Whose plugin it is.</param>
/// <param name="Name">What the package calls it.</param>
/// <param name="Loading">Fails where it can not be loaded or does not register.</param>
internal sealed record ArrivingPlugin(HostedPackage Package, string Name, Task<(LoadedPlugin Loaded, IRegisteredPlugin Registered)> Loading)
{
    /// <summary>Whose place it takes; null where there is none.</summary>
    public LoadedPlugin? Older { get; init; }
}
