using System.Collections.Immutable;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>
/// Items that share their numbers and their names: those of one menu, or those of all interface menus. Immutable; a change
/// costs the logarithm of the number of items.
/// </summary>
internal sealed record Space
{
    private static readonly RadixMap<Item> s_noList = new(static item => Place(item.Position));

    public static Space Empty { get; } = new();

    /// <summary>By number.</summary>
    public RadixMap<Item> Items { get; init; } = new(static item => item.Id.Value);

    public NameIndex Names { get; init; } = NameIndex.Empty;

    /// <summary>Items of each menu by position.</summary>
    public ImmutableDictionary<string, RadixMap<Item>> Lists { get; init; } = ImmutableDictionary<string, RadixMap<Item>>.Empty;

    /// <summary>Highest number given to a stored item.</summary>
    public uint LastId { get; init; }

    /// <summary>Highest number given to a dynamic item, counted from <see cref="ItemId.FirstDynamic"/>.</summary>
    public uint LastDynamic { get; init; } = ItemId.FirstDynamic;

    /// <summary>Highest position given to a typed item.</summary>
    public long Tail { get; init; }

    /// <summary>The item with a number; null where there is none.</summary>
    public Item? this[ItemId id] => Items[id.Value];

    /// <summary>A menu's items by position.</summary>
    public RadixMap<Item> List(string path) => Lists.GetValueOrDefault(path, s_noList);

    /// <summary>The item at a position of a menu.</summary>
    public Item? At(string path, long position) => List(path)[Place(position)];

    /// <summary>Adds an item, or puts it in the place of the one with its number.</summary>
    public Space Put(string path, Item item)
    {
        var list = List(path);
        var names = Names;
        if (this[item.Id] is { } before)
        {
            if (before.Position != item.Position) list = list.Remove(Place(before.Position));
            if (before is NamedItem named && named.Name != ((NamedItem)item).Name && names[named.Name] == item.Id) names = names.Remove(named.Name);
        }
        if (item is NamedItem { Name.Length: > 0 } now) names = names.Add(now.Name, item.Id);
        return this with
        {
            Items = Items.Put(item),
            Names = names,
            Lists = Lists.SetItem(path, list.Put(item)),
            Tail = item.Dynamic ? Tail : Math.Max(Tail, item.Position),
        };
    }

    public Space Remove(string path, Item item)
    {
        var names = item is NamedItem named && Names[named.Name] == item.Id ? Names.Remove(named.Name) : Names;
        return this with { Items = Items.Remove(item.Id.Value), Names = names, Lists = Lists.SetItem(path, List(path).Remove(Place(item.Position))) };
    }

    /// <summary>Adds many at once, as at boot.</summary>
    public Space PutAll(string path, IReadOnlyList<Item> items) => this with
    {
        Items = Items.PutAll(items),
        Names = Names.AddAll(items.OfType<NamedItem>().Where(item => item.Name.Length > 0).Select(item => KeyValuePair.Create(item.Name, item.Id))),
        Lists = Lists.SetItem(path, List(path).PutAll(items)),
        Tail = Math.Max(Tail, items.Max(item => item.Position)),
    };

    /// <summary>A position as a number without a sign, in the same order.</summary>
    private static ulong Place(long position) => (ulong)position ^ (1UL << 63);
}
