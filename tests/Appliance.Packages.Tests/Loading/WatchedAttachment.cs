using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Appliance.Engine.Plugins;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The real engine, with an eye on the load contexts that it is handed.</summary>
internal sealed class WatchedAttachment(IPluginAttachment engine) : IPluginAttachment
{
    /// <summary>Of the plugins in the order in which they joined.</summary>
    public List<WeakReference> Contexts { get; } = [];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public IRegisteredPlugin Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices) =>
        new Watched(engine.Register(name, plugin, hostServices), new WeakReference(AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly)));

    public Task JoinAsync(IRegisteredPlugin plugin, CancellationToken ct) => engine.JoinAsync(Watch(plugin), ct);

    public Task TakeAwayLeftoversAsync(CancellationToken ct) => engine.TakeAwayLeftoversAsync(ct);

    public Task ReplaceAsync(IRegisteredPlugin newer) => engine.ReplaceAsync(Watch(newer));

    public Task DetachAsync(string name, CancellationToken ct) => engine.DetachAsync(name, ct);

    private IRegisteredPlugin Watch(IRegisteredPlugin plugin)
    {
        var watched = (Watched)plugin;
        Contexts.Add(watched.Context);
        return watched.Plugin;
    }

    private sealed record Watched(IRegisteredPlugin Plugin, WeakReference Context) : IRegisteredPlugin
    {
        public ValueTask DisposeAsync() => Plugin.DisposeAsync();
    }
}
