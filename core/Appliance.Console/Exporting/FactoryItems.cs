using Appliance.Engine.Commands;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Exporting;

/// <summary>The items of a menu that an empty router has already, beside those that are exported: one is changed, and not added again.</summary>
internal sealed class FactoryItems
{
    private readonly MenuSchema _menu;
    private readonly Dictionary<ItemId, Item> _before = [];

    /// <param name="menu">Which menu.</param>
    /// <param name="entries">What is exported.</param>
    /// <param name="config">Where the references of that are looked up.</param>
    /// <param name="fresh">The configuration of an empty router.</param>
    public FactoryItems(MenuSchema menu, IReadOnlyList<Entry> entries, IReferences config, IReferences fresh)
    {
        (_menu, Config) = (menu, fresh);
        List<Item> left = menu.Attribute.Fixed ? [] : [.. fresh.Stored(menu).OfType<Item>()];
        for (var i = 0; i < entries.Count && left.Count > 0; i++)
        {
            var item = (Item)entries[i];
            if (left.Find(other => IsSame(item, config, other)) is not { } before) continue;
            _before[item.Id] = before;
            left.Remove(before);
        }
        Gone = left;
    }

    public IReferences Config { get; }

    /// <summary>Those that somebody removed; and those without a name that somebody changed, for they are added as what they are.</summary>
    public IReadOnlyList<Item> Gone { get; }

    /// <summary>What an item is on an empty router; null for one that is not there.</summary>
    public Item? Before(Entry item) => _before.GetValueOrDefault(item.Id);

    /// <summary>The words that find a factory item: by its name, or by all that it is.</summary>
    public CommandWord Find(Item factory) => new(factory is NamedItem named
        ? $"[ find name={Quoting.Operand(named.Name)} ]"
        : $"[ find {string.Join(' ', _menu.Exported.Select(property => $"{property.Name}={Quoting.Operand(property.Text(factory, Config, ValueStyle.Console))}"))} ]");

    private bool IsSame(Item item, IReferences config, Item factory) => item is NamedItem named
        ? named.Name == ((NamedItem)factory).Name
        : item.Comment == factory.Comment && item.Disabled == factory.Disabled
            && _menu.Exported.All(property => property.Text(item, config, ValueStyle.Console) == property.Text(factory, Config, ValueStyle.Console));
}
