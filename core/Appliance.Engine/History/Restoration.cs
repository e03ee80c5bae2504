using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>Does stored changes on top of what is in the tree. Only properties that a change is about are touched.</summary>
internal static class Restoration
{
    public static IReadOnlyList<Problem> Apply(Editor editor, IEnumerable<StoredChange> changes)
    {
        var problems = new List<Problem>();
        var wanted = new List<(MenuRuntime Menu, StoredItem Item)>();
        foreach (var change in changes)
        {
            var about = (change.After ?? change.Before)!;
            if (editor.Next.Catalog.Of(about.Menu) is not { } menu)
            {
                problems.Add(Problem.Failure($"the package of {about.Menu} is not installed"));
                continue;
            }
            var current = editor.Next.Entry(menu.Schema, about.Id);
            if (current is null && change is { Before: not null, After: not null }) problems.Add(Problems.NoSuchItem);
            else if (Wanted(menu.Schema, change, StoredForm.Of(menu.Schema, current, editor.Next)) is { } item) wanted.Add((menu, item));
            // Taken out first: two items must not share a name or a place, not even for a moment.
            if (current is Item) editor.Remove(menu, current);
        }
        foreach (var (menu, item) in wanted)
            editor.Restore(menu, StoredForm.Read(menu.Schema, item, editor.Next, (_, problem) => problems.Add(problem), (_, unknown) => menu.Schema.Migrations.Keep(item.Id, unknown)).Entry);
        return problems;
    }

    /// <summary>Changes that make documents what they were, whatever they are.</summary>
    public static IEnumerable<StoredChange> To(IEnumerable<SavedDocument> saved) =>
        saved.Select(document => new StoredChange(document.Before is null ? Nothing(document.Of, document.Id) : null, document.Before));

    private static StoredItem? Wanted(MenuSchema schema, StoredChange change, StoredItem? current)
    {
        if (change.After is not { } after) return schema.IsSettings ? Nothing(schema.Path, new ItemId(1)) : null;
        if (change.Before is not { } before || current is null) return after;
        var values = new Dictionary<string, string>(current.Values);
        foreach (var name in before.Values.Keys.Union(after.Values.Keys))
        {
            var value = after.Values.GetValueOrDefault(name);
            if (value == before.Values.GetValueOrDefault(name)) continue;
            if (value is null) values.Remove(name);
            else values[name] = value;
        }
        return current with { Position = before.Position == after.Position ? current.Position : after.Position, Values = values };
    }

    private static StoredItem Nothing(string menu, ItemId id) => new(menu, id, 0, new Dictionary<string, string>());
}
