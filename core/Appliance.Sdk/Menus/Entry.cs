using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Menus;

/// <summary>One record of a menu. The record type is the menu's schema: see <see cref="MenuAttribute"/>.</summary>
public abstract record Entry
{
    /// <summary>Number inside its menu, set by the engine; none before the entry is in the tree.</summary>
    [NotAProperty] public ItemId Id { get; init; }

    /// <summary>Pure check of the whole record against the configuration that would become current. Every problem names its property.</summary>
    public virtual IEnumerable<Problem> Validate(IConfigView config) => [];

    /// <summary>Pure check against the configuration that would become current without this entry: why it cannot be removed.</summary>
    public virtual IEnumerable<Problem> ValidateRemoval(IConfigView config) => [];
}

/// <summary>A menu with exactly one record, such as <c>/system identity</c>.</summary>
public abstract record Settings : Entry;

/// <summary>A record of a list menu.</summary>
public abstract record Item : Entry
{
    /// <summary>Sort key inside the list, set by the engine; ascending.</summary>
    [NotAProperty] public long Position { get; init; }

    /// <summary>Who made this item, for a dynamic one; null for what a person typed.</summary>
    [NotAProperty] public ItemKey? Owner { get; init; }

    /// <summary>Free text of the administrator, shown as <c>;;; text</c>.</summary>
    [NotAProperty] public string Comment { get; init; } = "";

    /// <summary>Switched off by the administrator. A record whose new items start disabled sets this in its constructor.</summary>
    [NotAProperty] public bool Disabled { get; init; }

    /// <summary>Made by the router, not by a person; never stored, cannot be edited.</summary>
    [NotAProperty] public bool Dynamic => Owner is not null;

    /// <summary>A reference of the item has no target, or a driver is not ready; set by the engine when the item is observed.</summary>
    [NotAProperty] public bool Invalid { get; init; }
}

/// <summary>A list whose items have a unique name.</summary>
public abstract record NamedItem : Item
{
    /// <summary>Unique inside the list; for interfaces, among all interfaces.</summary>
    [Name("name"), Brief, Help("Name of the item")] public string Name { get; init; } = "";
}

/// <summary>Names an item of any menu: the menu's path and the number there.</summary>
/// <param name="Menu">For example <c>/xen interface</c>.</param>
/// <param name="Id">The number inside that menu.</param>
public sealed record ItemKey(string Menu, ItemId Id);
