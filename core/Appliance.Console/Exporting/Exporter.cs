using Appliance.Engine.Commands;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Exporting;

/// <summary>Writes the commands that make the stored configuration of some menus on a router that has none.</summary>
internal sealed class Exporter(IReferences config, ExportForm form, TextWriter to)
{
    private readonly CommandLines _lines = new(to, form.Terse ? int.MaxValue : form.Width);
    private readonly Dictionary<(string Space, ItemId Id), bool> _pending = [];
    private string _section = "";

    /// <summary>Writes the header, then a menu and all below it.</summary>
    public void Write(string header, MenuNode menu, CancellationToken ct)
    {
        _lines.Line($"# {header}");
        _lines.Line("#");
        foreach (var group in MenuOrder.Of([.. Menus(menu)])) Write(group, ct);
        _lines.Flush();
    }

    /// <summary>Menus that have something to export, from here on down.</summary>
    public static IEnumerable<MenuSchema> Menus(MenuNode menu) =>
        (menu.Schema is { Exported.Count: > 0 } schema ? new[] { schema } : []).Concat(menu.Children.Values.SelectMany(Menus));

    private void Write(IReadOnlyList<MenuSchema> group, CancellationToken ct)
    {
        if (!MenuOrder.IsCircle(group))
        {
            Write(group[0], [], ct);
            return;
        }
        foreach (var menu in group)
        {
            foreach (var entry in config.Stored(menu)) _pending[(menu.IdSpace, entry.Id)] = true;
        }
        var later = new List<Later>();
        foreach (var menu in group) Write(menu, later, ct);
        _pending.Clear();
        foreach (var (menu, item, property) in later)
            Command(menu, [new("set"), new($"[ find name={Quoting.Operand(item.Name)} ]"), new(property.Name, new EntryWords(menu, form.All, form.Sensitive).Value(property, item, config))]);
    }

    /// <summary>A reference to an item that comes later in the export.</summary>
    private sealed record Later(MenuSchema Menu, NamedItem Item, PropertySchema Property);

    private void Write(MenuSchema menu, List<Later> later, CancellationToken ct)
    {
        var words = new EntryWords(menu, form.All, form.Sensitive);
        IReadOnlyList<Entry> entries = [.. config.Stored(menu)];
        if (menu.IsSettings) Set(menu, [], words.Of(entries.Count > 0 ? entries[0] : menu.Default, menu.Default, config));
        if (menu.IsSettings) return;
        foreach (var (item, name) in Renames.Before(menu, entries)) Command(menu, [.. Found(menu, item, 0), new("name", Quoting.Value(name))]);
        for (var i = 0; i < entries.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var entry = entries[i];
            var replaced = Postponed(menu, entry, later);
            if (menu.Attribute.Fixed) Set(menu, Found(menu, entry, i), words.Of(entry, menu.Default, config, Without(menu.FoundBy, replaced)));
            else if (Unacceptable.Reason(menu, entry, config) is { } reason) Comment(menu, reason, words.Of(entry, menu.Default, config).Prepend(new("add")));
            else Command(menu, words.Of(entry, menu.Default, config, replaced).Prepend(new("add")));
        }
    }

    private static CommandWord[] Found(MenuSchema menu, Entry item, int number) =>
        [new("set"), new(menu.FoundBy is { } by ? $"[ find {by.Name}={Quoting.Operand(by.Text(item, null!, ValueStyle.Console))} ]" : number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static Dictionary<PropertySchema, string?>? Without(PropertySchema? found, Dictionary<PropertySchema, string?>? replaced)
    {
        if (found is null || found.Name == "name") return replaced;
        return new(replaced ?? []) { [found] = null };
    }

    /// <summary>References to what is not there yet: left out, or where that cannot be, to an item that never will be.</summary>
    private Dictionary<PropertySchema, string?>? Postponed(MenuSchema menu, Entry entry, List<Later> later)
    {
        if (_pending.Count == 0) return null;
        Dictionary<PropertySchema, string?>? replaced = null;
        foreach (var property in menu.Exported)
        {
            if (!property.IsReference || property.Reference(entry) is not { Id.IsNone: false, Name: null } target) continue;
            if (!_pending.ContainsKey((MenuSchema.SpaceOf(property.ReferenceTarget!), target.Id))) continue;
            (replaced ??= [])[property] = property.IsRequired ? target.Id.AsMissing.ToString() : null;
            later.Add(new Later(menu, (NamedItem)entry, property));
        }
        _pending.Remove((menu.IdSpace, entry.Id));
        return replaced;
    }

    private void Set(MenuSchema menu, IReadOnlyList<CommandWord> target, IEnumerable<CommandWord> properties)
    {
        IReadOnlyList<CommandWord> changed = [.. properties];
        if (changed.Count > 0) Command(menu, [.. target.Count > 0 ? target : [new("set")], .. changed]);
    }

    private void Comment(MenuSchema menu, string reason, IEnumerable<CommandWord> words)
    {
        Section(menu);
        _lines.Line($"# {reason}");
        _lines.Line($"# {(form.Terse ? menu.Path + " " : "")}{string.Join(' ', words)}");
    }

    private void Command(MenuSchema menu, IEnumerable<CommandWord> words)
    {
        Section(menu);
        _lines.Command(form.Terse ? words.Prepend(new(menu.Path)) : words);
    }

    private void Section(MenuSchema menu)
    {
        if (form.Terse || _section == menu.Path) return;
        _lines.Line(_section = menu.Path);
    }
}
