using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Engine.Plugins;

/// <summary>A plugin with its own services. Dropping it drops every reference to the plugin's types.</summary>
internal sealed class AttachedPlugin(string name, ServiceProvider services, CommandRuns runs) : IRegisteredPlugin
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Stack<IPluginService> _started = [];

    public string Name { get; } = name;

    public required IReadOnlyList<MenuRuntime> Menus { get; init; }

    public required IReadOnlyList<(string Menu, CommandSchema Command)> Commands { get; init; }

    public required IReadOnlyList<IPluginService> Background { private get; init; }

    public required IReadOnlyList<ILeftovers> Leftovers { get; init; }

    public IReadOnlySet<string> Paths => Menus.Select(menu => menu.Schema.Path).ToHashSet();

    public async Task StartAsync()
    {
        foreach (var service in Background)
        {
            await service.StartAsync(_stopping.Token);
            _started.Push(service);
        }
    }

    /// <summary>No command of the plugin runs any more, nor begins; false when one would not end.</summary>
    public Task<bool> EndCommandsAsync() => runs.EndAsync();

    /// <summary>What the plugin made is going to be removed.</summary>
    public async Task RetireAsync()
    {
        foreach (var service in _started) await service.RetireAsync();
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        while (_started.TryPop(out var service)) await service.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        await services.DisposeAsync();
    }
}
