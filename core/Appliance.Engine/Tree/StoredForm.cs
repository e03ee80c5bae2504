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
        menu.Migrations.Complete(entry.Id, values);
        if (entry is not Item item) return new StoredItem(menu.Path, new ItemId(1), 0, values);
        if (item.Comment.Length > 0) values["comment"] = item.Comment;
        if (item.Disabled != ((Item)menu.Default).Disabled) values["disabled"] = item.Disabled ? "true" : "false";
        return new StoredItem(menu.Path, item.Id, item.Position, values);
    }

    /// <summary>
    /// Reads a document in today's form. A value that its type does not take any more is lost, and named; those of properties that
    /// are not there any more are handed over to be kept.
    /// </summary>
    /// <param name="menu">Whose document it is.</param>
    /// <param name="stored">The document.</param>
    /// <param name="config">Where references are looked up.</param>
    /// <param name="refused">Told of each value that is lost.</param>
    /// <param name="kept">Gets the values of unknown properties.</param>
    /// <returns>The record, and whether the document is in another form than today's.</returns>
    public static (Entry Entry, bool IsOutdated) Read(MenuSchema menu, StoredItem stored, IReferences config, Action<StoredItem, Problem> refused,
        Action<StoredItem, IReadOnlyDictionary<string, string>>? kept = null)
    {
        var before = stored.UnpackedValues;
        var values = menu.Migrations.Upgrade(before);
        var entry = menu.New();
        var (comment, disabled) = ("", (entry as Item)?.Disabled ?? false);
        Dictionary<string, string>? unknown = null;
        foreach (var (name, text) in values)
        {
            if (name == "comment") comment = text;
            else if (name == "disabled") disabled = text == "true";
            else if (name == Migrations.FormName) continue;
            else if (menu.Property(name) is not { IsStored: true } property) (unknown ??= [])[name] = text;
            else if (property.Set(entry, text, config, ValueStyle.Stored) is { } problem) refused(stored, Lost(property, text, problem));
        }
        if (unknown is not null) kept?.Invoke(stored, unknown);
        entry = entry is Item item
            ? item with { Id = stored.Id, Position = stored.Position, Comment = comment, Disabled = disabled }
            : entry with { Id = stored.Id };
        return (entry, values != before);
    }

    private static Problem Lost(PropertySchema property, string text, Problem problem) =>
        new($"value of {property.Name} is lost{(property.IsSensitive ? "" : $", it was \"{text}\"")}: {problem.Sentence}", property.Name);

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
