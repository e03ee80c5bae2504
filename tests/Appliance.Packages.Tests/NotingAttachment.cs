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
    private readonly List<(string Name, ServiceProvider Services)> _attached = [];

    public List<string> Events { get; } = [];
    public List<string> Menus { get; } = [];
    public List<WeakReference> Contexts { get; } = [];

    public Task AttachAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices, CancellationToken ct)
    {
        Register(name, plugin, hostServices);
        return Task.CompletedTask;
    }

    public Task TakeAwayLeftoversAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ReplaceAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices)
    {
        var older = _attached.Find(each => each.Name == name);
        Register(name, plugin, hostServices);
        _attached.Remove(older);
        older.Services.Dispose();
        Events[^1] = $"~{name}";
        return Task.CompletedTask;
    }

    public async Task DetachAsync(string name, CancellationToken ct)
    {
        var index = _attached.FindIndex(each => each.Name == name);
        if (index < 0) return;
        await _attached[index].Services.DisposeAsync();
        _attached.RemoveAt(index);
        Events.Add($"-{name}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices)
    {
        Contexts.Add(new WeakReference(AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly)));
        var builder = new Builder(Menus);
        hostServices(builder.Services);
        plugin.Register(builder);
        _attached.Add((name, builder.Services.BuildServiceProvider()));
        Events.Add($"+{name}");
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
