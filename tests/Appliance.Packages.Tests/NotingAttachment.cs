using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Appliance.Engine.Plugins;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Packages.Tests;

/// <summary>Registers plugins as the engine does, keeps what it must know, and no reference to their types.</summary>
internal sealed class NotingAttachment : IPluginAttachment
{
    private readonly List<Registered> _attached = [];
    private readonly Lock _lock = new();

    public List<string> Events { get; } = [];
    public List<string> Menus { get; } = [];
    public List<WeakReference> Contexts { get; } = [];

    [MethodImpl(MethodImplOptions.NoInlining)]
    public IRegisteredPlugin Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices)
    {
        lock (_lock)
        {
            var builder = new Builder(Menus);
            hostServices(builder.Services);
            plugin.Register(builder);
            return new Registered(name, builder.Services.BuildServiceProvider(), new WeakReference(AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly)));
        }
    }

    public Task JoinAsync(IRegisteredPlugin plugin, CancellationToken ct)
    {
        Keep((Registered)plugin, '+');
        return Task.CompletedTask;
    }

    public Task TakeAwayLeftoversAsync(CancellationToken ct) => Task.CompletedTask;

    public async Task ReplaceAsync(IRegisteredPlugin newer)
    {
        var joining = (Registered)newer;
        var older = _attached.Single(each => each.Name == joining.Name);
        _attached.Remove(older);
        await older.DisposeAsync();
        Keep(joining, '~');
    }

    public async Task DetachAsync(string name, CancellationToken ct)
    {
        var index = _attached.FindIndex(each => each.Name == name);
        if (index < 0) return;
        await _attached[index].DisposeAsync();
        _attached.RemoveAt(index);
        Events.Add($"-{name}");
    }

    private void Keep(Registered joining, char sign)
    {
        _attached.Add(joining);
        Contexts.Add(joining.Context);
        Events.Add($"{sign}{joining.Name}");
    }

    private sealed record Registered(string Name, ServiceProvider Services, WeakReference Context) : IRegisteredPlugin
    {
        public ValueTask DisposeAsync() => Services.DisposeAsync();
    }

    private sealed class Builder(List<string> menus) : IPluginBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IPluginBuilder Menu<T>(Action<IMenuBuilder<T>>? configure = null) where T : Entry
        {
            var path = ((MenuAttribute)typeof(T).GetCustomAttributes(typeof(MenuAttribute), inherit: false).Single()).Path;
            menus.Add(path);
            return this;
        }

        public IPluginBuilder Menu<T, TReconciler>(Action<IMenuBuilder<T>>? configure = null) where T : Entry where TReconciler : Reconciler<T>
        {
            Services.AddSingleton<TReconciler>();
            return Menu(configure);
        }

        public IPluginBuilder Command<TCommand>(string path) where TCommand : class, ICommand => this;

        public IPluginBuilder Leftovers<TLeftovers>() where TLeftovers : class, ILeftovers => this;

        public IPluginBuilder Service<TService>() where TService : class, IPluginService
        {
            Services.AddSingleton<TService>();
            return this;
        }
    }
}
