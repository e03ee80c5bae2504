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
    public static Space Empty { get; } = new();

    public ImmutableDictionary<ItemId, Item> Items { get; init; } = ImmutableDictionary<ItemId, Item>.Empty;

    public ImmutableDictionary<string, ItemId> Names { get; init; } = ImmutableDictionary<string, ItemId>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Items of each menu by position.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<long, Item>> Lists { get; init; } = ImmutableDictionary<string, ImmutableSortedDictionary<long, Item>>.Empty;

    /// <summary>Highest number given to a stored item.</summary>
    public uint LastId { get; init; }

    /// <summary>Highest number given to a dynamic item, counted from <see cref="ItemId.FirstDynamic"/>.</summary>
    public uint LastDynamic { get; init; } = ItemId.FirstDynamic;

    /// <summary>Highest position given to a typed item.</summary>
    public long Tail { get; init; }

    public ImmutableSortedDictionary<long, Item> List(string path) => Lists.GetValueOrDefault(path, ImmutableSortedDictionary<long, Item>.Empty);

    /// <summary>Adds an item, or puts it in the place of the one with its number.</summary>
    public Space Put(string path, Item item)
    {
        var list = List(path);
        var names = Names;
        if (Items.TryGetValue(item.Id, out var before))
        {
            if (before.Position != item.Position) list = list.Remove(before.Position);
            if (before is NamedItem named && named.Name != ((NamedItem)item).Name && names.GetValueOrDefault(named.Name) == item.Id) names = names.Remove(named.Name);
        }
        if (item is NamedItem { Name.Length: > 0 } now && !names.ContainsKey(now.Name)) names = names.Add(now.Name, item.Id);
        return this with
        {
            Items = Items.SetItem(item.Id, item),
            Names = names,
            Lists = Lists.SetItem(path, list.SetItem(item.Position, item)),
            Tail = item.Dynamic ? Tail : Math.Max(Tail, item.Position),
        };
    }

    public Space Remove(string path, Item item)
    {
        var names = item is NamedItem named && Names.GetValueOrDefault(named.Name) == item.Id ? Names.Remove(named.Name) : Names;
        return this with { Items = Items.Remove(item.Id), Names = names, Lists = Lists.SetItem(path, List(path).Remove(item.Position)) };
    }

    /// <summary>Adds many at once, as at boot.</summary>
    public Space PutAll(string path, IReadOnlyList<Item> items)
    {
        var (byId, names, list) = (Items.ToBuilder(), Names.ToBuilder(), List(path).ToBuilder());
        // With many the two trees take most of the time, and know nothing of each other.
        Parallel.Invoke(
            () =>
            {
                foreach (var item in items) byId[item.Id] = item;
            },
            () =>
            {
                foreach (var item in items)
                {
                    list[item.Position] = item;
                    if (item is NamedItem { Name.Length: > 0 } named) names.TryAdd(named.Name, item.Id);
                }
            });
        return this with { Items = byId.ToImmutable(), Names = names.ToImmutable(), Lists = Lists.SetItem(path, list.ToImmutable()), Tail = Math.Max(Tail, items.Max(item => item.Position)) };
    }
}
