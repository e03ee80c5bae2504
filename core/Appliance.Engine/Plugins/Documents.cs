using System.Collections.Concurrent;
using Appliance.Engine.Commit;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Plugins;

/// <summary>Documents of menus that are not there sleep here, untouched; they wake when the menus join the tree.</summary>
internal sealed class Documents(ReferenceIndex index, ILogger log)
{
    private const int Many = 1000;
    private readonly Dictionary<string, List<StoredItem>> _asleep = [];
    private readonly Dictionary<string, uint> _lastIds = [];

    /// <summary>Takes what is stored.</summary>
    public void Keep(StoredConfiguration stored)
    {
        foreach (var item in stored.Items) Sleep(item);
        foreach (var (space, last) in stored.LastIds) _lastIds[space] = last;
    }

    /// <summary>All documents: those of a tree with these menus, and those that sleep.</summary>
    public StoredConfiguration All(Snapshot snapshot, IReadOnlyList<MenuRuntime> menus)
    {
        var items = new List<StoredItem>(_asleep.Values.SelectMany(asleep => asleep));
        foreach (var (menu, entry) in Entries(snapshot, menus))
        {
            if (entry is Item { Dynamic: true }) continue;
            if (StoredForm.Of(menu.Schema, entry, snapshot) is { } stored && (entry is Item || stored.Values.Count > 0)) items.Add(stored);
        }
        var lastIds = new Dictionary<string, uint>(_lastIds);
        foreach (var (name, space) in snapshot.Spaces) lastIds[name] = Math.Max(space.LastId, lastIds.GetValueOrDefault(name));
        return new StoredConfiguration(snapshot.Revision, items, lastIds, []);
    }

    /// <summary>The tree with these menus and all that sleeps for them; looks at all of it.</summary>
    /// <param name="head">The tree without them.</param>
    /// <param name="menus">The menus.</param>
    /// <param name="dynamic">Dynamic items that stay when one version of a plugin takes over from another.</param>
    public Reshaped Join(Snapshot head, IReadOnlyList<MenuRuntime> menus, IReadOnlyList<DynamicDocument> dynamic)
    {
        var next = head with { Catalog = new Catalog(head.Catalog.Menus.Concat(menus)) };
        var rewritten = new List<StoredChange>();
        foreach (var schema in menus.Select(menu => menu.Schema)) next = Join(next, schema, rewritten);
        foreach (var (stored, owner) in dynamic)
        {
            if (next.Catalog.Of(stored.Menu) is { } menu) next = next.Put(menu.Schema, (Item)Read(menu.Schema, [stored], next, out _)[0] with { Owner = owner });
        }
        foreach (var (menu, entry) in Entries(next, menus.Where(menu => menu.Schema.References.Count > 0))) index.Apply(new Change(menu, null, entry), next.Catalog);
        return new Reshaped(next, Keys(next, menus)) { Rewritten = rewritten };
    }

    /// <summary>The tree without the entries of these menus, which go to sleep.</summary>
    public Snapshot WithoutEntries(Snapshot head, IReadOnlyList<MenuRuntime> menus, ICollection<DynamicDocument>? dynamic = null)
    {
        var next = head;
        foreach (var menu in menus)
        {
            var schema = menu.Schema;
            foreach (var entry in Entries(head, menu))
            {
                var stored = StoredForm.Of(schema, entry, head)!;
                if (entry is Item { Owner: { } owner }) dynamic?.Add(new DynamicDocument(stored, owner));
                else if (entry is Item || stored.Values.Count > 0) Sleep(stored);
                index.Apply(new Change(menu, entry, null), head.Catalog);
                next = next.Remove(schema, entry);
            }
            if (!schema.IsSettings) _lastIds[schema.IdSpace] = Math.Max(_lastIds.GetValueOrDefault(schema.IdSpace), next.Space(schema.IdSpace).LastId);
        }
        return next;
    }

    /// <summary>Entries of these menus that have or want something on the machine, and all that refer to one of these menus.</summary>
    public IReadOnlySet<EntryKey> Keys(Snapshot head, IReadOnlyList<MenuRuntime> menus)
    {
        var keys = new HashSet<EntryKey>();
        foreach (var (menu, entry) in Entries(head, menus))
        {
            if (entry is not Item { Disabled: true } || menu.KeepsDisabled) keys.Add(new EntryKey(menu.Schema.Path, entry.Id));
            if (index.HasReferrers(menu)) keys.UnionWith(index.ReferrersOf(new Change(menu, entry, null)));
        }
        return keys;
    }

    private Snapshot Join(Snapshot next, MenuSchema schema, List<StoredChange> rewritten)
    {
        var documents = _asleep.GetValueOrDefault(schema.Path, []);
        _asleep.Remove(schema.Path);
        if (schema.IsFamily) return next;
        var entries = Read(schema, documents, next, out var outdated);
        if (schema.IsSettings)
        {
            next = next.Put(schema, entries.FirstOrDefault() ?? schema.New() with { Id = new(1) });
        }
        else
        {
            var space = next.Space(schema.IdSpace);
            space = space with { LastId = Math.Max(space.LastId, _lastIds.GetValueOrDefault(schema.IdSpace)) };
            next = next with { Spaces = next.Spaces.SetItem(schema.IdSpace, entries.Length == 0 ? space : space.PutAll(schema.Path, [.. entries.Cast<Item>()])) };
        }
        foreach (var place in outdated) rewritten.Add(new StoredChange(documents[place] with { Values = documents[place].UnpackedValues }, StoredForm.Of(schema, entries[place], next)));
        if (outdated.Count > 0) log.LogInformation("{Menu}: configuration of another version was converted", schema.Path);
        return next;
    }

    /// <summary>The records of documents, on all processors where there are many.</summary>
    private Entry[] Read(MenuSchema schema, IReadOnlyList<StoredItem> documents, Snapshot next, out List<int> outdated)
    {
        var (entries, old) = (new Entry[documents.Count], new ConcurrentBag<int>());
        if (documents.Count < Many)
        {
            for (var i = 0; i < entries.Length; i++) ReadOne(i);
        }
        else
        {
            Parallel.For(0, entries.Length, ReadOne);
        }
        outdated = [.. old.Order()];
        return entries;

        void ReadOne(int i)
        {
            (entries[i], var isOutdated) = StoredForm.Read(schema, documents[i], next, Lost, Kept);
            if (isOutdated) old.Add(i);
        }

        void Lost(StoredItem stored, Problem problem) => log.LogWarning("{Menu} {Id}: {Problem}", schema.Path, stored.Id, problem.Sentence);

        void Kept(StoredItem stored, IReadOnlyDictionary<string, string> unknown)
        {
            schema.Migrations.Keep(stored.Id, unknown);
            log.LogWarning("{Menu} {Id}: this version does not know {Names}, and keeps the value", schema.Path, stored.Id, string.Join(", ", unknown.Keys));
        }
    }

    private void Sleep(StoredItem stored)
    {
        if (!_asleep.TryGetValue(stored.Menu, out var list)) _asleep[stored.Menu] = list = [];
        list.Add(stored);
    }

    private static IEnumerable<(MenuRuntime Menu, Entry Entry)> Entries(Snapshot snapshot, IEnumerable<MenuRuntime> menus) =>
        menus.SelectMany(menu => Entries(snapshot, menu).Select(entry => (menu, entry)));

    private static IEnumerable<Entry> Entries(Snapshot snapshot, MenuRuntime menu)
    {
        var schema = menu.Schema;
        if (schema.IsFamily) return [];
        if (schema.IsSettings) return snapshot.Records.TryGetValue(schema.Path, out var record) ? [record] : [];
        return snapshot.Space(schema.IdSpace).List(schema.Path);
    }
}

/// <summary>A dynamic item while its record's type changes.</summary>
internal sealed record DynamicDocument(StoredItem Item, ItemKey Owner);
