using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>Builds the next snapshot. Used by one thread, while it holds the writer's turn.</summary>
internal sealed class Editor(Snapshot start) : IConfigEditor
{
    private const long Gap = 1 << 20;

    // Nearly every edit touches one entry.
    private (EntryKey Key, MenuRuntime Menu, Entry? Before)? _first;
    private Dictionary<EntryKey, (MenuRuntime Menu, Entry? Before)>? _others;

    public Snapshot Next { get; private set; } = start;

    public long Revision => Next.Revision;

    /// <summary>What differs between start and end, in the order in which it was first touched.</summary>
    public List<Change> Changes()
    {
        var changes = new List<Change>(1 + (_others?.Count ?? 0));
        if (_first is { } first) Compare(first.Key, first.Menu, first.Before);
        if (_others is not null) foreach (var (key, (menu, before)) in _others) Compare(key, menu, before);
        return changes;

        void Compare(EntryKey key, MenuRuntime menu, Entry? before)
        {
            var after = Next.Entry(menu.Schema, key.Id);
            if (!ReferenceEquals(before, after) && !(before is not null && after is not null && StoredForm.Same(menu.Schema, before, after))) changes.Add(new Change(menu, before, after));
        }
    }

    public IEnumerable<T> All<T>() where T : Item => Next.All<T>();

    public T? Get<T>(ItemId id) where T : Item => Next.Get<T>(id);

    public T? Find<T>(string name) where T : NamedItem => Next.Find<T>(name);

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem => Next.Resolve(reference);

    public T Settings<T>() where T : Settings, new() => Next.Settings<T>();

    public T Add<T>(T item) where T : Item => (T)Add(MenuOf(item.GetType()), item);

    public void Set<T>(T entry) where T : Entry => Put(MenuOf(entry.GetType()), entry);

    public void Remove<T>(ItemId id) where T : Item
    {
        if (Next.Get<T>(id) is { } item) Remove(MenuOf(item.GetType()), item);
    }

    /// <summary>Adds at the end, with the next number and, where none was given, the next free name.</summary>
    public Item Add(MenuRuntime menu, Item item)
    {
        var schema = menu.Schema;
        var space = Next.Space(schema.IdSpace);
        var dynamic = item.Dynamic;
        var id = new ItemId(dynamic ? space.LastDynamic + 1 : space.LastId + 1);
        // Dynamic items come after all typed ones.
        item = item with { Id = id, Position = dynamic ? long.MaxValue / 2 + id.Value : space.Tail + Gap };
        if (item is NamedItem { Name.Length: 0 } unnamed && schema.Attribute.AutoName is { } word) item = unnamed with { Name = FreeName(space, word) };
        Touch(menu, id);
        Next = Next.Put(schema, dynamic ? space with { LastDynamic = id.Value } : space with { LastId = id.Value }, item);
        return item;
    }

    public void Put(MenuRuntime menu, Entry entry)
    {
        if (menu.Schema.IsSettings) entry = entry with { Id = new ItemId(1) };
        Touch(menu, entry.Id);
        Next = Next.Put(menu.Schema, entry);
    }

    public void Remove(MenuRuntime menu, Entry entry)
    {
        Touch(menu, entry.Id);
        Next = Next.Remove(menu.Schema, entry);
    }

    /// <summary>Undoes or redoes a change as it is.</summary>
    public void Replay(Change change)
    {
        if (change.After is { } after) Put(change.Menu, after);
        else if (Next.Entry(change.Menu.Schema, change.Key.Id) is { } gone) Remove(change.Menu, gone);
    }

    /// <summary>Puts an entry back with its number, and at its place in the list where that is free, else in front of who is there.</summary>
    public void Restore(MenuRuntime menu, Entry entry)
    {
        var space = Next.Space(menu.Schema.IdSpace);
        if (entry is not Item item || space.At(menu.Schema.Path, item.Position) is not { } other || other.Id == item.Id)
        {
            Put(menu, entry);
            return;
        }
        item = item with { Position = space.Tail + Gap };
        Put(menu, item);
        Move(menu, item, other);
    }

    /// <summary>Moves an item in front of another one, or to the end of the typed items.</summary>
    public void Move(MenuRuntime menu, Item item, Item? before)
    {
        var space = Next.Space(menu.Schema.IdSpace);
        if (before is null)
        {
            Put(menu, item with { Position = space.Tail + Gap });
            return;
        }
        var ahead = 0L;
        foreach (var other in space.List(menu.Schema.Path))
        {
            if (other.Position >= before.Position) break;
            if (other.Id != item.Id) ahead = other.Position;
        }
        var room = ahead + (before.Position - ahead) / 2;
        if (room > ahead && room < before.Position)
        {
            Put(menu, item with { Position = room });
            return;
        }
        Spread(menu, space.List(menu.Schema.Path).Where(other => !other.Dynamic).ToList());
        Move(menu, (Item)Next.Entry(menu.Schema, item.Id)!, (Item)Next.Entry(menu.Schema, before.Id)!);
    }

    private void Spread(MenuRuntime menu, List<Item> items)
    {
        // Taken out first: two items must never share a position, not even for a moment.
        foreach (var item in items) Remove(menu, item);
        for (var i = 0; i < items.Count; i++) Put(menu, items[i] with { Position = (i + 1) * Gap });
    }

    private void Touch(MenuRuntime menu, ItemId id)
    {
        var key = new EntryKey(menu.Schema.Path, id);
        if (_first is null) _first = (key, menu, Next.Entry(menu.Schema, id));
        else if (_first.Value.Key != key) (_others ??= []).TryAdd(key, (menu, Next.Entry(menu.Schema, id)));
    }

    private MenuRuntime MenuOf(Type type) => Next.Catalog.Of(type) ?? throw new InvalidOperationException($"{type.Name} is not a menu of an installed package");

    private static string FreeName(Space space, string word)
    {
        for (var number = 1; ; number++)
        {
            var name = word + number;
            if (!space.Names.Contains(name)) return name;
        }
    }
}
