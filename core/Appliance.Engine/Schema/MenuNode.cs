using System.Collections.Frozen;

namespace Appliance.Engine.Schema;

/// <summary>A place in the tree of menus. The tree is immutable: installing a package makes a new one.</summary>
public sealed class MenuNode
{
    /// <summary>Word of the path; empty for the root.</summary>
    public required string Name { get; init; }

    /// <summary><c>/</c> for the root, else <c>/xen interface</c>.</summary>
    public required string Path { get; init; }

    public MenuNode? Parent { get; internal set; }

    public string Help { get; init; } = "";

    /// <summary>The record of the menu; null for a mere directory.</summary>
    public MenuSchema? Schema { get; init; }

    /// <summary>Submenus by name.</summary>
    public required FrozenDictionary<string, MenuNode> Children { get; init; }

    /// <summary>Commands that plugins brought, by name. The universal ones (<c>print</c>, <c>add</c> ...) follow from the schema.</summary>
    public required FrozenDictionary<string, CommandSchema> Commands { get; init; }
}
