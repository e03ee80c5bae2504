using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Reconcile;

/// <summary>Who refers to whom, so that a change reaches the items that depend on it without a search. Kept by the writer.</summary>
internal sealed class ReferenceIndex
{
    private static readonly HashSet<EntryKey> s_none = [];
    private readonly Dictionary<Target, HashSet<EntryKey>> _referrers = [];
    private readonly HashSet<string> _referred = [];

    /// <summary>What is referred to: a number, or the name of a dynamic item.</summary>
    private readonly record struct Target(string Space, ItemId Id, string? Name);

    public void Apply(Change change, Catalog catalog)
    {
        if (change.Menu.Schema.References.Count == 0) return;
        if (change.Before is { } before) foreach (var target in Targets(change.Menu, before, catalog)) Drop(target, change.Key);
        if (change.After is { } after) foreach (var target in Targets(change.Menu, after, catalog)) Note(target, change.Key);
    }

    /// <summary>Entries that refer to this one by its number, or by its old or new name.</summary>
    public IEnumerable<EntryKey> ReferrersOf(Change change)
    {
        if (!HasReferrers(change.Menu)) return s_none;
        var space = change.Menu.Schema.IdSpace;
        IEnumerable<EntryKey> found = _referrers.GetValueOrDefault(new Target(space, change.Key.Id, null), s_none);
        if (change.Before is NamedItem before) found = found.Concat(_referrers.GetValueOrDefault(new Target(space, default, before.Name), s_none));
        if (change.After is NamedItem after) found = found.Concat(_referrers.GetValueOrDefault(new Target(space, default, after.Name), s_none));
        return found;
    }

    /// <summary>Whether anything refers to items like those of a menu: of most nobody does.</summary>
    public bool HasReferrers(MenuRuntime menu) => _referred.Contains(menu.Schema.IdSpace);

    /// <summary>The entries that an entry refers to; none for a target that is not there.</summary>
    public static IEnumerable<EntryKey> TargetsOf(MenuRuntime menu, Entry entry, Snapshot snapshot)
    {
        foreach (var target in Targets(menu, entry, snapshot.Catalog))
        {
            if (Find(target, snapshot) is { } item && snapshot.Catalog.Of(item.GetType()) is { } of) yield return new EntryKey(of.Schema.Path, item.Id);
        }
    }

    /// <summary>The first reference that the entry cannot do without and whose target is not there, by its property's name. One that may be unset can be missed.</summary>
    public static string? Dangling(MenuRuntime menu, Entry entry, Snapshot snapshot)
    {
        foreach (var property in menu.Schema.References)
        {
            if (property.UnsetWord is not null) continue;
            foreach (var (id, name) in property.References(entry))
            {
                if (Find(new Target(snapshot.Catalog.SpaceOf(property.ReferenceTarget!), id, name), snapshot) is not { } item || !property.ReferenceTarget!.IsInstanceOfType(item)) return property.Name;
            }
        }
        return null;
    }

    private static IEnumerable<Target> Targets(MenuRuntime menu, Entry entry, Catalog catalog)
    {
        foreach (var property in menu.Schema.References)
        {
            foreach (var (id, name) in property.References(entry)) yield return new Target(catalog.SpaceOf(property.ReferenceTarget!), id, name);
        }
    }

    private static Item? Find(Target target, Snapshot snapshot)
    {
        var space = snapshot.Space(target.Space);
        var id = target.Name is null ? target.Id : space.Names[target.Name];
        return space[id];
    }

    private void Note(Target target, EntryKey key)
    {
        if (!_referrers.TryGetValue(target, out var set))
        {
            _referrers[target] = set = [];
            _referred.Add(target.Space);
        }
        set.Add(key);
    }

    private void Drop(Target target, EntryKey key)
    {
        if (!_referrers.TryGetValue(target, out var set)) return;
        set.Remove(key);
        if (set.Count == 0) _referrers.Remove(target);
    }
}
