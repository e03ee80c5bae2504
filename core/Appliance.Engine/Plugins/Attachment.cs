using System.Collections.Immutable;
using Appliance.Engine.Commit;
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

/// <summary>Lets plugins join the running tree and leave it. Documents of menus that are not there sleep here, untouched.</summary>
internal sealed class Attachment(Writer writer, Applied applied, ReferenceIndex index, IConfig config, IAccess access, Attention attention, IHistory history, ILogger log) : IPluginAttachment
{
    private readonly Dictionary<string, AttachedPlugin> _plugins = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private Dictionary<string, List<StoredItem>> _asleep = [];
    private Dictionary<string, uint> _lastIds = [];

    /// <summary>The menus and commands of all plugins.</summary>
    public MenuNode Root { get; private set; } = MenuTree.Build([], []);

    public void Wake(StoredConfiguration stored)
    {
        _asleep = stored.Items.GroupBy(item => item.Menu).ToDictionary(menu => menu.Key, menu => menu.ToList());
        _lastIds = new(stored.LastIds);
    }

    public async Task AttachAsync(string name, IPlugin plugin, Action<IServiceCollection> hostServices, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var builder = new PluginBuilder(name);
            hostServices(builder.Services);
            builder.Services.AddSingleton(config);
            builder.Services.AddSingleton(access);
            builder.Services.AddSingleton<IAttention>(attention);
            builder.Services.AddSingleton(history);
            plugin.Register(builder);
            var attached = builder.Build();
            _plugins.Add(name, attached);
            try
            {
                log.LogDebug("plugin {Plugin} brings {Menus}", name, string.Join(", ", attached.Menus.Select(menu => menu.Schema.Path)));
                var settling = await writer.RepairAsync(head => Join(head, attached), ct);
                await FurnishAsync(attached);
                Rebuild();
                await attached.StartAsync();
                foreach (var menu in attached.Menus) await attention.DiscoverAsync(menu);
                attention.Watch(settling);
            }
            catch
            {
                await LeaveAsync(attached);
                throw;
            }
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
            var snapshot = current();
            var items = new List<StoredItem>(_asleep.Values.SelectMany(asleep => asleep));
            var lastIds = new Dictionary<string, uint>(_lastIds);
            foreach (var (menu, entry) in _plugins.Values.SelectMany(plugin => Entries(snapshot, plugin)))
            {
                if (entry is not Item { Dynamic: true } && StoredForm.Of(menu.Schema, entry, snapshot) is { } stored && (entry is Item || stored.Values.Count > 0)) items.Add(stored);
            }
            foreach (var (name, space) in snapshot.Spaces) lastIds[name] = Math.Max(space.LastId, lastIds.GetValueOrDefault(name));
            return new StoredConfiguration(snapshot.Revision, items, lastIds, []);
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
            if (_plugins.TryGetValue(name, out var plugin)) await LeaveAsync(plugin);
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
        var outcome = await writer.CommitAsync("system", editor =>
        {
            foreach (var menu in plugin.Menus.Where(menu => !menu.Schema.IsSettings && editor.Next.Space(menu.Schema.IdSpace).LastId == 0))
            {
                foreach (var item in menu.Factory(editor)) editor.Add(menu, item);
            }
            return [];
        }, false, CancellationToken.None);
        foreach (var problem in outcome.Problems) log.LogError("factory items: {Problem}", problem.Sentence);
        attention.Watch([.. outcome.Settling, outcome.OnDisk]);
        // Without room on the disk the router runs all the same.
        await outcome.OnDisk.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LeaveAsync(AttachedPlugin plugin)
    {
        await plugin.StopAsync();
        // First its entries, so that the machine is cleaned while its reconcilers still work; then its menus.
        await writer.RepairAsync(head => (Without(head, plugin, false), Keys(head, plugin)), CancellationToken.None);
        await writer.RepairAsync(head => Leave(head, plugin), CancellationToken.None);
        _plugins.Remove(plugin.Name);
        Rebuild();
        await plugin.DisposeAsync();
    }

    private (Snapshot, IEnumerable<EntryKey>) Join(Snapshot head, AttachedPlugin plugin)
    {
        var next = head with { Catalog = new Catalog(head.Catalog.Menus.Concat(plugin.Menus)) };
        foreach (var menu in plugin.Menus)
        {
            var schema = menu.Schema;
            var entries = _asleep.GetValueOrDefault(schema.Path, []).Select(stored => StoredForm.Read(schema, stored, next,
                problem => log.LogWarning("{Menu} {Id}: {Problem}", schema.Path, stored.Id, problem.Sentence))).ToList();
            _asleep.Remove(schema.Path);
            if (schema.IsSettings)
            {
                next = next.Put(schema, entries.FirstOrDefault() ?? schema.New() with { Id = new(1) });
                continue;
            }
            if (schema.IsFamily) continue;
            var space = next.Space(schema.IdSpace);
            space = space with { LastId = Math.Max(space.LastId, _lastIds.GetValueOrDefault(schema.IdSpace)) };
            next = next with { Spaces = next.Spaces.SetItem(schema.IdSpace, entries.Count == 0 ? space : space.PutAll(schema.Path, [.. entries.Cast<Item>()])) };
        }
        foreach (var (menu, entry) in Entries(next, plugin)) index.Apply(new Change(menu, null, entry), next.Catalog);
        return (next, Keys(next, plugin));
    }

    private (Snapshot, IEnumerable<EntryKey>) Leave(Snapshot head, AttachedPlugin plugin)
    {
        foreach (var key in Keys(head, plugin).Concat(applied.Waiting.Where(key => plugin.Menus.Any(menu => menu.Schema.Path == key.Path)))) applied.Forget(key);
        return (Without(head, plugin, true), []);
    }

    /// <summary>The tree without the plugin's entries; they go to sleep when its menus go too.</summary>
    private Snapshot Without(Snapshot head, AttachedPlugin plugin, bool menusToo)
    {
        var next = head;
        foreach (var menu in plugin.Menus)
        {
            var schema = menu.Schema;
            foreach (var entry in Entries(head, menu))
            {
                var dynamic = entry is Item { Dynamic: true };
                if (!dynamic && StoredForm.Of(schema, entry, head) is { } stored && (entry is Item || stored.Values.Count > 0)) Sleep(stored);
                index.Apply(new Change(menu, entry, null), head.Catalog);
                next = next.Remove(schema, entry);
            }
            if (!schema.IsSettings) _lastIds[schema.IdSpace] = Math.Max(_lastIds.GetValueOrDefault(schema.IdSpace), next.Space(schema.IdSpace).LastId);
            if (menusToo && !schema.IsInterface) next = next with { Spaces = next.Spaces.Remove(schema.IdSpace) };
        }
        return menusToo ? next with { Catalog = new Catalog(head.Catalog.Menus.Where(menu => !plugin.Menus.Contains(menu))) } : next;
    }

    private void Sleep(StoredItem stored)
    {
        if (!_asleep.TryGetValue(stored.Menu, out var list)) _asleep[stored.Menu] = list = [];
        list.Add(stored);
    }

    private IEnumerable<EntryKey> Keys(Snapshot head, AttachedPlugin plugin)
    {
        var keys = new HashSet<EntryKey>();
        foreach (var (menu, entry) in Entries(head, plugin))
        {
            var change = new Change(menu, entry, null);
            keys.Add(change.Key);
            keys.UnionWith(index.ReferrersOf(change));
        }
        return keys;
    }

    private static IEnumerable<(MenuRuntime Menu, Entry Entry)> Entries(Snapshot snapshot, AttachedPlugin plugin) =>
        plugin.Menus.SelectMany(menu => Entries(snapshot, menu).Select(entry => (menu, entry)));

    private static IEnumerable<Entry> Entries(Snapshot snapshot, MenuRuntime menu)
    {
        var schema = menu.Schema;
        if (schema.IsFamily) return [];
        if (schema.IsSettings) return snapshot.Records.TryGetValue(schema.Path, out var record) ? [record] : [];
        return snapshot.Space(schema.IdSpace).List(schema.Path).Values;
    }

    private void Rebuild() => Root = MenuTree.Build(_plugins.Values.SelectMany(plugin => plugin.Menus).Select(menu => menu.Schema), _plugins.Values.SelectMany(plugin => plugin.Commands));
}
