using Appliance.Engine.Access;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Sessions;

/// <summary>Turns what a person typed into edits of the tree, and collects what is wrong with it.</summary>
/// <param name="editor">The next snapshot.</param>
/// <param name="login">Who edits, and what the person may do: an item of a family has the needs of its own menu.</param>
internal sealed class Edit(Editor editor, Login login)
{
    public List<Problem> Problems { get; } = [];

    public ItemId Add(MenuSchema schema, IReadOnlyList<Assignment> values, ItemId copyFrom, ItemId placeBefore)
    {
        if (editor.Next.Catalog.Of(schema) is not { } menu || schema.IsFamily)
        {
            Problems.Add(new Problem("no such command"));
            return default;
        }
        var template = copyFrom.IsNone ? null : editor.Next.Entry(schema, copyFrom) as Item;
        if (template is null && !copyFrom.IsNone) Problems.Add(Schema.Problems.NoSuchItem);
        var fresh = (Item)schema.New();
        var item = template is null ? fresh : Copy(schema, template, fresh);
        item = (Item)Assign(schema, item, values);
        if (template is null)
        {
            var missing = Assignment.Missing(schema.Typed, values);
            if (missing.Count > 0) Problems.Add(Schema.Problems.Missing(missing));
        }
        if (Problems.Count > 0) return default;
        item = editor.Add(menu, (Item)menu.Complete(item, null, login));
        if (!placeBefore.IsNone) Move(schema, item.Id, placeBefore);
        return item.Id;
    }

    public void Set(MenuSchema schema, ItemId id, IReadOnlyList<Assignment> values)
    {
        if (Typed(schema, id, "change") is not var (menu, item)) return;
        var changed = Assign(menu.Schema, menu.Schema.Clone(item), values);
        if (Problems.Count == 0) editor.Put(menu, menu.Complete(changed, item, login));
    }

    public void SetRecord(MenuSchema schema, IReadOnlyList<Assignment> values)
    {
        if (editor.Next.Catalog.Of(schema) is not { } menu)
        {
            Problems.Add(new Problem("no such command"));
            return;
        }
        var changed = Assign(schema, schema.Clone(editor.Next.Entry(schema, new ItemId(1)) ?? schema.New()), values);
        if (Problems.Count == 0) editor.Put(menu, changed);
    }

    public void Remove(MenuSchema schema, ItemId id)
    {
        if (Typed(schema, id, "remove") is var (menu, item)) editor.Remove(menu, item);
    }

    public void Move(MenuSchema schema, ItemId id, ItemId before)
    {
        if (Typed(schema, id, "move") is not var (menu, item)) return;
        if (before.IsNone) editor.Move(menu, item, null);
        else if (before != id && Typed(schema, before, "move") is var (_, target)) editor.Move(menu, item, target);
    }

    private (MenuRuntime Menu, Item Item)? Typed(MenuSchema schema, ItemId id, string verb)
    {
        if (editor.Next.Entry(schema, id) is not Item item || editor.Next.Catalog.Of(item.GetType()) is not { } menu)
            Problems.Add(id.Value >= ItemId.FirstDynamic ? Problem.Failure($"can not {verb} dynamic item") : Schema.Problems.NoSuchItem);
        else if (item.Dynamic) Problems.Add(Problem.Failure($"can not {verb} dynamic item"));
        else if (!login.Policies.MayChange(menu.Schema)) Problems.Add(Permissions.NotEnough);
        else return (menu, item);
        return null;
    }

    private static Item Copy(MenuSchema schema, Item from, Item fresh)
    {
        foreach (var property in schema.Stored.Where(property => !property.IsGenerated && property.Name != "name")) property.Copy(from, fresh);
        return fresh with { Comment = from.Comment, Disabled = from.Disabled };
    }

    /// <summary>Sets properties on a record that nobody else has yet.</summary>
    private Entry Assign(MenuSchema schema, Entry record, IReadOnlyList<Assignment> values)
    {
        foreach (var (name, text) in values)
        {
            if (name == "comment" && schema.CanComment) record = ((Item)record) with { Comment = text ?? "" };
            else if (name == "disabled" && schema.CanDisable) record = Switch((Item)record, text);
            else if (schema.Property(name) is not { IsState: false } property) Problems.Add(Schema.Problems.Unknown(name));
            else if (text is null) property.Copy(schema.Default, record);
            else if (property.Set(record, text, editor.Next) is { } problem) Problems.Add(problem);
        }
        return record;
    }

    private Item Switch(Item item, string? text)
    {
        if (text is not (null or "yes" or "no" or "true" or "false")) Problems.Add(Schema.Problems.NoMatch("disabled"));
        return item with { Disabled = text is "yes" or "true" };
    }
}
