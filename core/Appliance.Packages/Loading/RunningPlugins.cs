using Appliance.Engine.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Loading;

/// <summary>Brings plugins into the running router and out of it, whatever they throw.</summary>
internal sealed class RunningPlugins(IPluginAttachment attachment, Action<string, IServiceCollection> services, ILogger log)
{
    /// <summary>Returns null, or in one line why the plugin is not there; nothing of it stays loaded then.</summary>
    public async Task<string?> AttachAsync(HostedPackage package, string name, string assembly, CancellationToken ct)
    {
        LoadedPlugin? loaded = null;
        try
        {
            loaded = LoadedPlugin.Load(name, assembly);
            await attachment.AttachAsync(name, loaded.Plugin, collection => services(name, collection), ct);
            package.Plugins.Add(loaded);
            return null;
        }
        catch (Exception trouble)
        {
            loaded?.Dispose();
            if (ct.IsCancellationRequested)
                throw;
            log.LogDebug("plugin {Plugin} of package {Package}: {Trouble}", name, package.Name, trouble.ToString());
            return $"plugin {name}: {Reason.Of(trouble)}";
        }
    }

    /// <summary>The last plugin goes first. One that does not stop cleanly is unloaded all the same.</summary>
    public async Task UnloadAsync(HostedPackage package)
    {
        foreach (var plugin in Enumerable.Reverse(package.Plugins))
        {
            try
            {
                await attachment.DetachAsync(plugin.Name, CancellationToken.None);
            }
            catch (Exception trouble)
            {
                log.LogError("plugin {Plugin} did not stop cleanly: {Reason}", plugin.Name, Reason.Of(trouble));
            }

            plugin.Dispose();
        }

        package.Plugins.Clear();
    }
}
