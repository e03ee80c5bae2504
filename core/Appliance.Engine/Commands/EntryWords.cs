using System.Text;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Commands;

/// <summary>Entries of one menu as the properties of an <c>add</c> or a <c>set</c>, by name.</summary>
public sealed class EntryWords
{
    private readonly List<Column> _columns;
    private readonly bool _all;
    private readonly StringBuilder _text = new();

    /// <param name="menu">Whose entries.</param>
    /// <param name="all">Every property; else those that differ from their defaults, and those that <c>add</c> cannot do without.</param>
    /// <param name="sensitive">Passwords and keys too.</param>
    public EntryWords(MenuSchema menu, bool all, bool sensitive)
    {
        _all = all;
        var columns = menu.Exported.Where(property => !property.IsSensitive || sensitive).Select(property => new Column(property.Name, property));
        if (menu.CanComment && menu.Exported.Count > 0) columns = columns.Append(new Column("comment", null));
        if (menu.CanDisable && menu.Exported.Count > 0) columns = columns.Append(new Column("disabled", null));
        _columns = [.. columns.OrderBy(column => column.Name, StringComparer.Ordinal)];
    }

    private sealed record Column(string Name, PropertySchema? Property);

    /// <summary>The words of one entry.</summary>
    /// <param name="entry">Which.</param>
    /// <param name="like">What there is before the command: the menu's defaults for a new item.</param>
    /// <param name="config">Where references are looked up.</param>
    /// <param name="replaced">Properties that are written otherwise: null leaves them out.</param>
    public IEnumerable<CommandWord> Of(Entry entry, Entry like, IReferences config, IReadOnlyDictionary<PropertySchema, string?>? replaced = null)
    {
        foreach (var (name, property) in _columns)
        {
            if (property is null)
            {
                if (Own(name, (Item)entry, (Item)like) is { } own) yield return new CommandWord(name, own);
            }
            else if (replaced is not null && replaced.TryGetValue(property, out var other))
            {
                if (other is not null) yield return new CommandWord(name, other);
            }
            else if (_all || property.IsRequired || property.IsGenerated || !property.SameValue(entry, like))
            {
                yield return new CommandWord(name, Value(property, entry, config));
            }
        }
    }

    /// <summary>A property's value as it is typed.</summary>
    public string Value(PropertySchema property, Entry entry, IReferences config)
    {
        property.Append(_text.Clear(), entry, config, ValueStyle.Command);
        var text = _text.ToString();
        // An item that is called as what stands for no item can only be meant by its number.
        if (text.Length > 0 && text == property.UnsetWord && property.IsReference && !property.Reference(entry).Id.IsNone)
            return $"[ {MenuSchema.PathOf(property.ReferenceTarget!)} find name={Quoting.Operand(text)} ]";
        return Quoting.Value(text);
    }

    private string? Own(string name, Item entry, Item like) => name == "comment"
        ? entry.Comment == like.Comment ? null : Quoting.Value(entry.Comment)
        : _all || entry.Disabled != like.Disabled ? entry.Disabled ? "yes" : "no" : null;
}
