using System.Globalization;
using Appliance.Engine.Commands;
using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Console.Exporting;

/// <summary>Writes the commands that make the stored configuration of some menus on a router that has none.</summary>
internal sealed class Exporter(IReferences config, ExportForm form, TextWriter to)
{
    private readonly CommandLines _lines = new(to, form.Terse ? int.MaxValue : form.Width);
    private readonly IReferences _fresh = config.Factory();
    private readonly HashSet<(string Space, ItemId Id)> _pending = [];
    private readonly List<(MenuSchema Menu, IReadOnlyList<CommandWord> Command)> _changes = [];
    private readonly Stack<(MenuSchema Menu, CommandWord[] Removal)> _removals = [];
    private string _section = "";

    /// <summary>Writes the header, then what the menus hold.</summary>
    public void Write(string header, IReadOnlyCollection<MenuSchema> menus, CancellationToken ct)
    {
        _lines.Line($"# {header}");
        _lines.Line("#");
        foreach (var group in MenuOrder.Of(menus)) Write(group, ct);
        // What every router has is changed when all else is there: the first user cannot be disabled while there is no other one.
        foreach (var (menu, command) in _changes) Command(menu, command);
        // And it is removed last, when nothing refers to it any more.
        foreach (var (menu, removal) in _removals) Command(menu, removal);
        _lines.Flush();
    }

    private void Write(IReadOnlyList<MenuSchema> group, CancellationToken ct)
    {
        if (MenuOrder.IsCircle(group))
        {
            foreach (var menu in group) _pending.UnionWith(config.Stored(menu).Select(entry => (menu.IdSpace, entry.Id)));
        }
        var later = new List<Later>();
        foreach (var menu in group)
        {
            var words = new EntryWords(menu, form.All, form.Sensitive);
            if (menu.IsSettings) Set(menu, [], words.Changed(config.Stored(menu).FirstOrDefault(menu.Default), config, menu.Default, config));
            else if (menu.Attribute.Fixed) WriteFixed(menu, words, [.. config.Stored(menu)], ct);
            else WriteList(menu, words, [.. config.Stored(menu)], later, ct);
        }
        foreach (var (menu, words, item, properties) in later)
            Command(menu, [new("set"), new($"[ find name={Quoting.Operand(item.Name)} ]"), .. properties.Select(property => new CommandWord(property.Name, words.Value(property, item, config)))]);
    }

    /// <summary>The references of an item that refers to one that comes later in the export.</summary>
    private sealed record Later(MenuSchema Menu, EntryWords Words, NamedItem Item, IReadOnlyList<PropertySchema> Properties);

    private void WriteFixed(MenuSchema menu, EntryWords words, IReadOnlyList<Entry> items, CancellationToken ct)
    {
        foreach (var (item, name) in Renames.Before(menu, items)) Set(menu, [Found(menu, item, 0)], [new("name", Quoting.Value(name))]);
        var found = menu.FoundBy is { Name: not "name" } by ? new Dictionary<PropertySchema, string?> { [by] = null } : null;
        for (var i = 0; i < items.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            Set(menu, [Found(menu, items[i], i)], words.New(items[i], config, found));
        }
    }

    private void WriteList(MenuSchema menu, EntryWords words, IReadOnlyList<Entry> items, List<Later> later, CancellationToken ct)
    {
        var factory = new FactoryItems(menu, items, config, _fresh);
        List<PropertySchema> secrets = [.. menu.Stored.Where(property => property.IsWriteOnly)];
        foreach (var gone in factory.Gone)
        {
            CommandWord[] removal = [new("remove"), factory.Find(gone)];
            if (menu.IsNamed) _removals.Push((menu, removal));
            else Command(menu, removal);
        }
        // One without a name is found by all that it is: before others are there that are the same but for a comment.
        foreach (var item in menu.IsNamed ? items : [.. items.OrderBy(item => factory.Before(item) is null)])
        {
            ct.ThrowIfCancellationRequested();
            var replaced = Postponed(menu, words, item, later);
            if (factory.Before(item) is { } before)
            {
                IReadOnlyList<CommandWord> changed = [.. words.Changed(item, config, before, factory.Config, replaced)];
                if (changed.Count == 0) continue;
                CommandWord[] change = [new("set"), factory.Find(before), .. changed];
                if (menu.IsNamed) _changes.Add((menu, change));
                else Command(menu, change);
                continue;
            }
            foreach (var secret in secrets.Where(secret => !secret.SameValue(item, menu.Default))) Comment(menu, $"{secret.Name} is not exported");
            if (Unacceptable.Reason(menu, item, config) is { } reason) Comment(menu, reason, (form.Terse ? menu.Path + " " : "") + string.Join(' ', words.New(item, config).Prepend(new("add"))));
            else Command(menu, words.New(item, config, replaced).Prepend(new("add")));
        }
    }

    private static CommandWord Found(MenuSchema menu, Entry item, int number) => new(menu.FoundBy is { } by
        ? $"[ find {by.Name}={Quoting.Operand(by.Text(item, null!, ValueStyle.Console))} ]"
        : number.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// References of an entry that refers to what is not there yet: left out, all of them, since what they say may fit together only; or
    /// where that cannot be, to an item that never will be.
    /// </summary>
    private Dictionary<PropertySchema, string?>? Postponed(MenuSchema menu, EntryWords words, Entry entry, List<Later> later)
    {
        if (_pending.Count == 0) return null;
        var replaced = new Dictionary<PropertySchema, string?>();
        var isPending = false;
        foreach (var property in menu.Exported)
        {
            if (property.ReferenceTarget is not { } referred || property.References(entry).ToList() is not { Count: > 0 } targets) continue;
            var target = targets.FirstOrDefault(target => target.Name is null && _pending.Contains((MenuSchema.SpaceOf(referred), target.Id)));
            isPending |= !target.Id.IsNone;
            if (!property.IsRequired) replaced[property] = null;
            else if (!target.Id.IsNone) replaced[property] = target.Id.AsMissing.ToString();
        }
        _pending.Remove((menu.IdSpace, entry.Id));
        if (!isPending) return null;
        later.Add(new Later(menu, words, (NamedItem)entry, [.. replaced.Keys]));
        return replaced;
    }

    private void Set(MenuSchema menu, IEnumerable<CommandWord> target, IEnumerable<CommandWord> properties)
    {
        IReadOnlyList<CommandWord> changed = [.. properties];
        if (changed.Count > 0) Command(menu, target.Prepend(new("set")).Concat(changed));
    }

    private void Comment(MenuSchema menu, params IEnumerable<string> texts)
    {
        Section(menu);
        foreach (var text in texts) _lines.Line("# " + text);
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
