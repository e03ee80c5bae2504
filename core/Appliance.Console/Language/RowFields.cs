using System.Runtime.CompilerServices;
using Appliance.Console.Language.Syntax;
using Appliance.Console.Language.Values;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Language;

/// <summary>What conditions and <c>get</c> can name in a menu. Made once for each menu, and gone with it.</summary>
internal sealed class RowFields
{
    private static readonly ConditionalWeakTable<MenuNode, RowFields> s_fields = [];
    private readonly Dictionary<string, RowField> _byName = new(StringComparer.Ordinal);

    private RowFields(MenuNode menu)
    {
        if (menu.Schema is not { } schema) return;
        Add(new RowField(".id", "", (row, _) => new Id(row.Id)));
        if (schema.CanComment) Add(new RowField("comment", "Short description of the item", (row, _) => row is Item { Comment.Length: > 0 } item ? new Str(item.Comment) : Nil.Value));
        foreach (var property in schema.Properties) Add(new RowField(property.Name, property.Help, (row, config) => Read(property, row, config)));
        foreach (var flag in schema.FlagGroups.SelectMany(group => group))
            Add(new RowField(flag.Word.Replace(' ', '-'), "", (row, _) => Bool.Of(flag.IsSet(row))));
        if (schema.IsSettings) return;
        if (schema.CanDisable) Add(new RowField("disabled", "", (row, _) => Bool.Of(row is Item { Disabled: true })));
        Add(new RowField("dynamic", "", (row, _) => Bool.Of(row is Item { Dynamic: true })));
        Add(new RowField("invalid", "", (row, _) => Bool.Of(row is Item { Invalid: true })));
    }

    /// <summary>In the order of detailed prints.</summary>
    public IReadOnlyList<RowField> All { get; private set; } = [];

    public static RowFields Of(MenuNode menu) => s_fields.GetValue(menu, static menu => new RowFields(menu));

    public RowField? Find(string name) => _byName.GetValueOrDefault(name);

    private void Add(RowField field)
    {
        if (_byName.TryAdd(field.Name, field)) All = [.. All, field];
    }

    private static Value Read(PropertySchema property, Entry row, IReferences config)
    {
        if (property.IsAbsent(row)) return Nil.Value;
        var text = property.Text(row, config, ValueStyle.Api);
        return property.Kind == "str" ? new Str(text) : Literals.Of(text);
    }
}
