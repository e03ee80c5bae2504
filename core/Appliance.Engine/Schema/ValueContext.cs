using Appliance.Sdk.Plugins;

namespace Appliance.Engine.Schema;

/// <summary>Finds the names and numbers that references stand for.</summary>
public interface IReferences : IConfigView
{
    /// <summary>Whether texts of sensitive values are written; else they are masked, except for the store.</summary>
    bool ShowsSensitive => false;

    /// <summary>Name of the item with this number in the menu (or family of menus) of a type; null when it is not there.</summary>
    string? NameOf(Type target, Sdk.Values.ItemId id);

    /// <summary>Names in the menu (or family of menus) of a type, with their numbers and whether they are dynamic.</summary>
    IEnumerable<(string Name, Sdk.Values.ItemId Id, bool Dynamic)> NamesOf(Type target);

    /// <summary>What is stored of a menu: its items in list order, without dynamic ones, or its record once something was typed.</summary>
    IEnumerable<Sdk.Menus.Entry> Stored(MenuSchema menu);

    /// <summary>The configuration of a router on which nothing was typed yet: the factory items of all menus.</summary>
    IReferences Factory();

    /// <summary>An exact name in the menu (or family of menus) of a type.</summary>
    bool TryFind(Type target, string name, out Sdk.Values.ItemId id, out bool dynamic);
}

/// <summary>What a value's text is read or written against.</summary>
/// <param name="Property">Wire name, for error sentences.</param>
/// <param name="Config">Where references are looked up.</param>
/// <param name="Style">Who reads it.</param>
public readonly record struct ValueContext(string Property, IReferences Config, ValueStyle Style);
