using Appliance.Engine.Commit;
using Appliance.Engine.History;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Plugins;

/// <summary>Lets plugins join the running tree and leave it, one at a time.</summary>
internal sealed class Attachment(Writer writer, Applied applied, ReferenceIndex index, IConfig config, IAccess access, Attention attention, IHistory history, ILogger log)
{
    private readonly Documents _documents = new(index, log);
    private readonly Dictionary<string, AttachedPlugin> _plugins = [];
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The menus and commands of all plugins.</summary>
    public MenuNode Root { get; private set; } = MenuTree.Build([], []);

    public void Wake(StoredConfiguration stored) => _documents.Keep(stored);

    public AttachedPlugin Register(string name, IPlugin plugin, Action<IServiceCollection> hostServices)
    {
        var builder = new PluginBuilder(name);
        hostServices(builder.Services);
        builder.Services.AddSingleton(config);
        builder.Services.AddSingleton(access);
        builder.Services.AddSingleton<IAttention>(attention);
        builder.Services.AddSingleton(history);
        plugin.Register(builder);
        return builder.Build();
    }

    public async Task JoinAsync(AttachedPlugin plugin, Task opened, CancellationToken ct)
    {
        try
        {
            await opened;
            await _one.WaitAsync(ct);
        }
        catch
        {
            await plugin.DisposeAsync();
            throw;
        }
        try
        {
            _plugins.Add(plugin.Name, plugin);
            await StartAsync(plugin, () => writer.ReshapeAsync(head => Task.FromResult(_documents.Join(head, plugin.Menus, [])), ct));
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task ReplaceAsync(AttachedPlugin newer)
    {
        await _one.WaitAsync();
        try
        {
            AttachedPlugin older;
            try
            {
                older = _plugins[newer.Name];
                await EndCommandsAsync(older);
                // What the newer one has no menu for is cleaned up by the older one.
                await CleanAsync([.. older.Menus.Where(menu => !newer.Paths.Contains(menu.Schema.Path))]);
                await older.StopAsync();
            }
            catch
            {
                await newer.DisposeAsync();
                throw;
            }
            _plugins[newer.Name] = newer;
            await StartAsync(newer, () => writer.ReshapeAsync(head => TakeOverAsync(head, older, newer), CancellationToken.None));
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task TakeAwayLeftoversAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            foreach (var (name, leftovers) in _plugins.Values.SelectMany(plugin => plugin.Leftovers.Select(leftovers => (plugin.Name, leftovers))))
            {
                try
                {
                    await writer.InTurnAsync(head => leftovers.TakeAwayAsync(head, ct), ct);
                }
                catch (Exception trouble) when (trouble is not OperationCanceledException)
                {
                    log.LogError("plugin {Plugin} could not take away leftovers: {Reason}", name, trouble.Message);
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>All documents of a snapshot, and those that sleep.</summary>
    public async Task<StoredConfiguration> CaptureAsync(Func<Snapshot> current, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            return _documents.All(current(), [.. _plugins.Values.SelectMany(plugin => plugin.Menus)]);
        }
        finally
        {
            _one.Release();
        }
    }

    public async Task DetachAsync(string name, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (!_plugins.TryGetValue(name, out var plugin)) return;
            await EndCommandsAsync(plugin);
            try
            {
                await plugin.RetireAsync();
            }
            finally
            {
                await LeaveAsync(plugin);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Orderly stop of the daemon: services end, and the machine stays as it is.</summary>
    public async Task StopAsync()
    {
        await _one.WaitAsync();
        foreach (var plugin in _plugins.Values.Reverse().ToList())
        {
            await plugin.StopAsync();
            await plugin.DisposeAsync();
        }
        _plugins.Clear();
    }

    /// <summary>
    /// Adds the factory items of menus that never had an item. Numbers are never reused, so the highest one that was given, which is stored
    /// with the commits, tells a list that was never filled from one that somebody has emptied.
    /// </summary>
    private async Task FurnishAsync(AttachedPlugin plugin)
    {
        var outcome = await writer.CommitAsync(Router.Author, editor =>
        {
            foreach (var menu in plugin.Menus.Where(menu => !menu.Schema.IsSettings && editor.Next.Space(menu.Schema.IdSpace).LastId == 0))
            {
                foreach (var item in menu.Factory(editor)) editor.Add(menu, item);
            }
            return [];
        }, false, CancellationToken.None, PastStep.ByItself);
        foreach (var problem in outcome.Problems) log.LogError("factory items: {Problem}", problem.Sentence);
        attention.Watch([.. outcome.Settling, outcome.OnDisk]);
        // Without room on the disk the router runs all the same.
        await outcome.OnDisk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<Reshaped> TakeOverAsync(Snapshot head, AttachedPlugin older, AttachedPlugin newer)
    {
        // Sockets and ports are let go before the newer one takes them, and nobody writes meanwhile.
        await DisposeAsync(older);
        foreach (var (_, state) in applied.In(older.Paths)) state.Last = null;
        var dynamic = new List<DynamicDocument>();
        return _documents.Join(Without(head, older, dynamic), newer.Menus, dynamic);
    }

    private async Task StartAsync(AttachedPlugin plugin, Func<Task<IReadOnlyList<Task>>> join)
    {
        try
        {
            log.LogDebug("plugin {Plugin} brings {Menus}", plugin.Name, string.Join(", ", plugin.Menus.Select(menu => menu.Schema.Path)));
            var settling = await join();
            await FurnishAsync(plugin);
            Rebuild();
            await plugin.StartAsync();
            foreach (var menu in plugin.Menus) await attention.DiscoverAsync(menu);
            attention.Watch(settling);
        }
        catch
        {
            await LeaveAsync(plugin);
            throw;
        }
    }

    private async Task EndCommandsAsync(AttachedPlugin plugin)
    {
        if (!await plugin.EndCommandsAsync()) log.LogWarning("a command of plugin {Plugin} does not end", plugin.Name);
    }

    private async Task LeaveAsync(AttachedPlugin plugin)
    {
        await plugin.StopAsync();
        // First its entries, so that the machine is cleaned while its reconcilers still work; then its menus.
        await CleanAsync(plugin.Menus);
        await writer.RepairAsync(head => (Leave(head, plugin), []), CancellationToken.None);
        _plugins.Remove(plugin.Name);
        Rebuild();
        await DisposeAsync(plugin);
    }

    private async Task DisposeAsync(AttachedPlugin plugin)
    {
        try
        {
            await plugin.DisposeAsync();
        }
        catch (Exception trouble)
        {
            // The exception itself would keep the plugin's types in memory.
            log.LogError("plugin {Plugin} did not let go of everything: {Message}", plugin.Name, trouble.Message);
        }
    }

    private Task CleanAsync(IReadOnlyList<MenuRuntime> menus) => menus.Count == 0
        ? Task.CompletedTask
        : writer.RepairAsync(head =>
        {
            var keys = _documents.Keys(head, menus);
            return (_documents.WithoutEntries(head, menus), keys);
        }, CancellationToken.None);

    private Snapshot Leave(Snapshot head, AttachedPlugin plugin)
    {
        foreach (var (key, _) in applied.In(plugin.Paths)) applied.Forget(key);
        var next = Without(head, plugin, null);
        return next with { Spaces = next.Spaces.RemoveRange(plugin.Menus.Where(menu => !menu.Schema.IsInterface).Select(menu => menu.Schema.IdSpace)) };
    }

    private Snapshot Without(Snapshot head, AttachedPlugin plugin, ICollection<DynamicDocument>? dynamic) =>
        _documents.WithoutEntries(head, plugin.Menus, dynamic) with { Catalog = new Catalog(head.Catalog.Menus.Where(menu => !plugin.Menus.Contains(menu))) };

    private void Rebuild() => Root = MenuTree.Build(_plugins.Values.SelectMany(plugin => plugin.Menus).Select(menu => menu.Schema), _plugins.Values.SelectMany(plugin => plugin.Commands));
}
