using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Appliance.Engine.Plugins;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The real engine, with an eye on the load contexts that it is handed.</summary>
internal sealed class WatchedAttachment(IPluginAttachment engine) : IPluginAttachment
{
    public List<WeakReference> Contexts { get; } = [];

    public Task AttachAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices, CancellationToken ct)
    {
        Watch(plugin);
        return engine.AttachAsync(name, plugin, hostServices, ct);
    }

    public Task TakeAwayLeftoversAsync(CancellationToken ct) => engine.TakeAwayLeftoversAsync(ct);

    public Task ReplaceAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices)
    {
        Watch(plugin);
        return engine.ReplaceAsync(name, plugin, hostServices);
    }

    public Task DetachAsync(string name, CancellationToken ct) => engine.DetachAsync(name, ct);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Watch(IPlugin plugin) => Contexts.Add(new WeakReference(AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly)));
}
