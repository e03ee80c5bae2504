using System.Text;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Commands;

/// <summary>Entries of one menu as the properties of an <c>add</c> or a <c>set</c>, by name.</summary>
public sealed class EntryWords
{
    private readonly MenuSchema _menu;
    private readonly List<Column> _columns;
    private readonly bool _all;
    private readonly StringBuilder _text = new();

    /// <param name="menu">Whose entries.</param>
    /// <param name="all">Every property; else those that differ from what there is, and those that <c>add</c> cannot do without.</param>
    /// <param name="sensitive">Passwords and keys too.</param>
    public EntryWords(MenuSchema menu, bool all, bool sensitive)
    {
        (_menu, _all) = (menu, all);
        var columns = menu.Exported.Where(property => !property.IsSensitive || sensitive).Select(property => new Column(property.Name, property));
        if (menu.CanComment) columns = columns.Append(new Column("comment", null));
        if (menu.CanDisable) columns = columns.Append(new Column("disabled", null));
        _columns = [.. columns.OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    private sealed record Column(string Name, PropertySchema? Property);

    /// <summary>The words that make a new entry.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="config">Where its references are looked up.</param>
    /// <param name="replaced">Properties that are written otherwise: null leaves them out.</param>
    public IEnumerable<CommandWord> New(Entry entry, IReferences config, IReadOnlyDictionary<PropertySchema, string?>? replaced = null) =>
        Words(entry, config, _menu.Default, null, replaced);

    /// <summary>The words that make an entry of another one.</summary>
    /// <param name="entry">What it becomes.</param>
    /// <param name="config">Where its references are looked up.</param>
    /// <param name="before">What it is before.</param>
    /// <param name="configBefore">Where the references of that are looked up.</param>
    /// <param name="replaced">Properties that are written otherwise: null leaves them out.</param>
    public IEnumerable<CommandWord> Changed(
        Entry entry, IReferences config, Entry before, IReferences configBefore, IReadOnlyDictionary<PropertySchema, string?>? replaced = null) =>
        Words(entry, config, before, configBefore, replaced);

    /// <summary>A property's value as it is typed.</summary>
    public string Value(PropertySchema property, Entry entry, IReferences config)
    {
        var text = Text(property, entry, config);
        // An item that is called as what stands for no item can only be meant by its number.
        if (text.Length > 0 && text == property.UnsetWord && property.IsReference && property.References(entry).Any(reference => !reference.Id.IsNone))
            return $"[ {MenuSchema.PathOf(property.ReferenceTarget!)} find name={Quoting.Operand(text)} ]";
        return Quoting.Value(text);
    }

    private IEnumerable<CommandWord> Words(Entry entry, IReferences config, Entry before, IReferences? configBefore, IReadOnlyDictionary<PropertySchema, string?>? replaced)
    {
        foreach (var (name, property) in _columns)
        {
            if (property is null)
            {
                if (Own(name, (Item)entry, (Item)before) is { } own) yield return new CommandWord(name, own);
            }
            else if (replaced is not null && replaced.TryGetValue(property, out var other))
            {
                if (other is not null) yield return new CommandWord(name, other);
            }
            else if (_all || (configBefore is null ? property.IsRequired || property.IsGenerated || !property.SameValue(entry, before) : Differs(property, entry, config, before, configBefore)))
            {
                yield return new CommandWord(name, Value(property, entry, config));
            }
        }
    }

    // Numbers of one configuration mean nothing in the other.
    private bool Differs(PropertySchema property, Entry entry, IReferences config, Entry before, IReferences configBefore) => property.ReferenceTarget is not null
        ? property.References(entry).Any() != property.References(before).Any() || Text(property, entry, config) != Text(property, before, configBefore)
        : !property.SameValue(entry, before);

    private string Text(PropertySchema property, Entry entry, IReferences config)
    {
        property.Append(_text.Clear(), entry, config, ValueStyle.Command);
        return _text.ToString();
    }

    private string? Own(string name, Item entry, Item before) => name == "comment"
        ? entry.Comment == before.Comment ? null : Quoting.Value(entry.Comment)
        : _all || entry.Disabled != before.Disabled ? entry.Disabled ? "yes" : "no" : null;
}
