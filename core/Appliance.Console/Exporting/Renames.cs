using Appliance.Engine.Schema;
using Appliance.Sdk.Menus;

namespace Appliance.Console.Exporting;

/// <summary>Cards that swapped names: while the export is run, one still has the name that another one is to get.</summary>
internal static class Renames
{
    /// <summary>What has to make room before the items get their names, with a name that nothing has.</summary>
    public static IEnumerable<(NamedItem Item, string Name)> Before(MenuSchema menu, IReadOnlyList<Entry> entries)
    {
        if (menu.FoundBy is not { Name: not "name" } by || !menu.IsNamed) return [];
        var owners = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in entries) owners.TryAdd(by.Text(entry, null!, ValueStyle.Console), entry);
        var taken = entries.Select(entry => ((NamedItem)entry).Name).Concat(owners.Keys).ToHashSet(StringComparer.Ordinal);
        return entries.Select(entry => owners.GetValueOrDefault(((NamedItem)entry).Name) is { } owner && owner != entry ? (NamedItem)owner : null)
            .OfType<NamedItem>().Select(owner => (owner, Free(by.Text(owner, null!, ValueStyle.Console), taken)));
    }

    private static string Free(string name, HashSet<string> taken)
    {
        var free = name + "-renamed";
        while (!taken.Add(free)) free += "-";
        return free;
    }
}
