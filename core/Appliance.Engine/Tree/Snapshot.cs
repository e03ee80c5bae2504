using System.Collections.Immutable;
using Appliance.Engine.History;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>One state of the whole configuration. Immutable: readers keep theirs as long as they like.</summary>
internal sealed record Snapshot : IReferences
{
    public static Snapshot Empty { get; } = new();

    public long Revision { get; init; }

    public bool ShowsSensitive => true;

    public Catalog Catalog { get; init; } = Catalog.Empty;

    public ImmutableDictionary<string, Space> Spaces { get; init; } = ImmutableDictionary<string, Space>.Empty;

    /// <summary>Records of settings menus by path; absent while nothing was typed.</summary>
    public ImmutableDictionary<string, Settings> Records { get; init; } = ImmutableDictionary<string, Settings>.Empty;

    /// <summary>How it came to be.</summary>
    public Past Past { get; init; } = Past.Empty;

    public Space Space(string name) => Spaces.GetValueOrDefault(name, Tree.Space.Empty);

    public IEnumerable<T> All<T>() where T : Item
    {
        foreach (var menu in Catalog.Lists(typeof(T)))
        {
            foreach (var item in Space(menu.Schema.IdSpace).List(menu.Schema.Path)) yield return (T)item;
        }
    }

    public T? Get<T>(ItemId id) where T : Item => Space(Catalog.SpaceOf(typeof(T)))[id] as T;

    public T? Find<T>(string name) where T : NamedItem
    {
        var space = Space(Catalog.SpaceOf(typeof(T)));
        return space.Names.TryGet(name, out var id) ? space[id] as T : null;
    }

    public T? Resolve<T>(Ref<T> reference) where T : NamedItem =>
        reference.Name is { } name ? Find<T>(name) : reference.IsNone ? null : Get<T>(reference.Id);

    public T Settings<T>() where T : Settings, new() =>
        Catalog.Of(typeof(T)) is { } menu && Records.TryGetValue(menu.Schema.Path, out var record) ? (T)record : new T();

    public string? NameOf(Type target, ItemId id) =>
        Space(Catalog.SpaceOf(target))[id] is NamedItem item && target.IsInstanceOfType(item) ? item.Name : null;

    public IEnumerable<(string Name, ItemId Id, bool Dynamic)> NamesOf(Type target)
    {
        foreach (var menu in Catalog.Lists(target))
        {
            foreach (var item in Space(menu.Schema.IdSpace).List(menu.Schema.Path))
            {
                if (item is NamedItem named) yield return (named.Name, named.Id, named.Dynamic);
            }
        }
    }

    public IEnumerable<Entry> Stored(MenuSchema menu)
    {
        if (menu.IsSettings) return Records.TryGetValue(menu.Path, out var record) ? [record] : [];
        return menu.IsFamily ? [] : Space(menu.IdSpace).List(menu.Path).Where(item => !item.Dynamic);
    }

    public IReferences Factory()
    {
        var editor = new Editor(new Snapshot { Catalog = Catalog });
        foreach (var menu in Catalog.Menus)
        {
            foreach (var item in menu.Factory(editor)) editor.Add(menu, item);
        }
        return editor.Next;
    }

    public bool TryFind(Type target, string name, out ItemId id, out bool dynamic)
    {
        dynamic = false;
        var space = Space(Catalog.SpaceOf(target));
        if (!space.Names.TryGet(name, out id) || space[id] is not { } item || !target.IsInstanceOfType(item)) return false;
        dynamic = item.Dynamic;
        return true;
    }

    /// <summary>The entry of a menu; for a settings menu whatever the number is.</summary>
    public Entry? Entry(MenuSchema menu, ItemId id) =>
        menu.IsSettings ? Records.GetValueOrDefault(menu.Path) : Space(menu.IdSpace)[id] is { } item && menu.Type.IsInstanceOfType(item) ? item : null;

    public Snapshot Put(MenuSchema menu, Entry entry) => entry is Item item
        ? Put(menu, Space(menu.IdSpace), item)
        : this with { Records = Records.SetItem(menu.Path, (Settings)entry) };

    /// <summary>Puts an item into a menu's space as it is to be.</summary>
    public Snapshot Put(MenuSchema menu, Space space, Item item) => this with { Spaces = Spaces.SetItem(menu.IdSpace, space.Put(menu.Path, item)) };

    public Snapshot Remove(MenuSchema menu, Entry entry) => entry is Item item
        ? this with { Spaces = Spaces.SetItem(menu.IdSpace, Space(menu.IdSpace).Remove(menu.Path, item)) }
        : this with { Records = Records.Remove(menu.Path) };
}
