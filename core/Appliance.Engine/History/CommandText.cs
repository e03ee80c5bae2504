using System.Globalization;
using System.Text;
using Appliance.Engine.Access;
using Appliance.Engine.Commands;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>
/// Stored changes as commands that do them. The only place where the history shows values: what is sensitive is hidden here, from
/// everybody, because a print does not know who reads it.
/// </summary>
internal sealed class CommandText(Snapshot config)
{
    private const int Most = 100;
    private readonly StringBuilder _text = new();

    /// <summary>One command for each document, as many as a person can want to read; empty where a package is missing.</summary>
    public static string Of(IReadOnlyList<StoredChange> changes, Snapshot config)
    {
        if (changes.Any(change => config.Catalog.Of((change.After ?? change.Before)!.Menu) is null)) return "";
        var text = new CommandText(config);
        foreach (var change in changes.Take(Most)) text.Append(change);
        foreach (var (item, before) in Moves.Of(changes, config).Take(Most)) text.AppendMove(item, before);
        if (changes.Count > Most) text._text.Append(CultureInfo.InvariantCulture, $"; ({changes.Count - Most} more)");
        return text._text.ToString();
    }

    private void Append(StoredChange change)
    {
        var about = (change.After ?? change.Before)!;
        var schema = config.Catalog.Of(about.Menu)!.Schema;
        if (change.After is not { } after) Begin(schema, "remove").Append(' ').Append(about.Id.ToString());
        else if (change.Before is null) AppendAdd(schema, after);
        else if (Changed(change.Before, after) is { Count: > 0 } changed)
            AppendValues(schema, after, changed, schema.IsSettings ? Begin(schema, "set") : Begin(schema, "set").Append(' ').Append(about.Id.ToString()));
    }

    private void AppendAdd(MenuSchema schema, StoredItem item)
    {
        AppendValues(schema, item, item.Values.Keys, Begin(schema, "add"));
        if (!schema.Attribute.Ordered) return;
        var next = config.Space(schema.IdSpace).List(schema.Path).FirstOrDefault(other => other.Position > item.Position);
        if (next is { Dynamic: false }) _text.Append(" place-before=").Append(next.Id.ToString());
    }

    private void AppendMove(StoredItem item, ItemId before)
    {
        var text = Begin(config.Catalog.Of(item.Menu)!.Schema, "move").Append(' ').Append(item.Id.ToString());
        if (!before.IsNone) text.Append(' ').Append(before.ToString());
    }

    private StringBuilder Begin(MenuSchema schema, string command)
    {
        if (_text.Length > 0) _text.Append("; ");
        return _text.Append(schema.Path).Append(' ').Append(command);
    }

    // In the order of the menu's properties, as a person would type them.
    private void AppendValues(MenuSchema schema, StoredItem item, IEnumerable<string> names, StringBuilder to)
    {
        var wanted = names.ToHashSet();
        var record = StoredForm.Read(schema, item, config, static (_, _) => { }).Entry;
        foreach (var property in schema.Stored.Where(property => wanted.Contains(property.Name)))
        {
            if (property.IsAbsent(record)) to.Append(" !").Append(property.Name);
            else to.Append(' ').Append(property.Name).Append('=').Append(Quoting.Value(property.IsSensitive ? HiddenSecrets.Mask : Value(property, record)));
        }
        if (wanted.Contains("comment")) to.Append(" comment=").Append(Quoting.Value(((Item)record).Comment));
        if (wanted.Contains("disabled")) to.Append(" disabled=").Append(((Item)record).Disabled ? "yes" : "no");
    }

    // A target that is not there now is called by its number: it will have the same one when it is back.
    private string Value(PropertySchema property, object record) =>
        property.IsReference && property.References(record).FirstOrDefault() is { Id.IsNone: false } reference && config.NameOf(property.ReferenceTarget!, reference.Id) is null
            ? reference.Id.ToString()
            : property.Text(record, config, ValueStyle.Console);

    private static HashSet<string> Changed(StoredItem before, StoredItem after) =>
        [.. before.Values.Keys.Union(after.Values.Keys).Where(name => before.Values.GetValueOrDefault(name) != after.Values.GetValueOrDefault(name))];
}
