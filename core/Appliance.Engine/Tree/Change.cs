using Appliance.Engine.Reconcile;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>What happened to one entry. Null before: added; null after: removed.</summary>
internal sealed record Change(MenuRuntime Menu, Entry? Before, Entry? After)
{
    public EntryKey Key => new(Menu.Schema.Path, (After ?? Before)!.Id);

    public bool IsDynamic => (After ?? Before) is Item { Dynamic: true };

    /// <summary>Whether more than the comment or the place in the list differs.</summary>
    public bool NeedsApply => Before is null || After is null
        || !(Before is Item before && After is Item after && !Menu.Schema.Attribute.Ordered
            ? StoredForm.Same(Menu.Schema, before with { Comment = after.Comment, Position = after.Position }, after)
            : StoredForm.Same(Menu.Schema, Before, After));

    public Change Inverse() => new(Menu, After, Before);

    /// <summary>Whether items that refer to the entry have to be looked at.</summary>
    public bool TouchesReferrers => Before is null || After is null
        || Before is Item before && After is Item after
            && (before.Disabled != after.Disabled || before is NamedItem named && named.Name != ((NamedItem)after).Name);
}

/// <summary>Names an entry of the tree.</summary>
internal readonly record struct EntryKey(string Path, ItemId Id);
