using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>Records to documents and back.</summary>
internal static class StoredForm
{
    public static StoredItem? Of(MenuSchema menu, Entry? entry, IReferences config)
    {
        if (entry is null) return null;
        var values = new Dictionary<string, string>();
        foreach (var property in menu.Stored)
        {
            if (property.IsGenerated || !property.SameValue(entry, menu.Default)) values[property.Name] = property.Text(entry, config, ValueStyle.Stored);
        }
        if (entry is not Item item) return new StoredItem(menu.Path, new ItemId(1), 0, values);
        if (item.Comment.Length > 0) values["comment"] = item.Comment;
        if (item.Disabled != ((Item)menu.Default).Disabled) values["disabled"] = item.Disabled ? "true" : "false";
        return new StoredItem(menu.Path, item.Id, item.Position, values);
    }

    /// <summary>Reads a document. A value that its type no longer takes keeps its default, and is named.</summary>
    public static Entry Read(MenuSchema menu, StoredItem stored, IReferences config, Action<Problem> refused)
    {
        var entry = menu.New() with { Id = stored.Id };
        var (comment, disabled) = ("", (entry as Item)?.Disabled ?? false);
        foreach (var (name, text) in stored.Values)
        {
            if (name == "comment") comment = text;
            else if (name == "disabled") disabled = text == "true";
            else if (menu.Property(name) is not { IsStored: true } property) refused(Problems.Unknown(name));
            else if (property.Set(entry, text, config, ValueStyle.Stored) is { } problem) refused(problem);
        }
        return entry is Item item ? item with { Position = stored.Position, Comment = comment, Disabled = disabled } : entry;
    }

    /// <summary>Whether two records store and apply the same.</summary>
    public static bool Same(MenuSchema menu, Entry left, Entry right)
    {
        if (left is Item a && right is Item b && (a.Position != b.Position || a.Comment != b.Comment || a.Disabled != b.Disabled || a.Owner != b.Owner)) return false;
        foreach (var property in menu.Typed)
        {
            if (!property.SameValue(left, right)) return false;
        }
        return true;
    }
}
