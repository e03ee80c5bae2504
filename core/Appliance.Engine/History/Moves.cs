using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>
/// Which items changes move, and in front of which. A list without room between its items gets new places for all of them: most of these
/// stand in the same order as before, and only those that do not were moved.
/// </summary>
internal static class Moves
{
    /// <summary>In the order in which they give the wanted list: from its end to its start. No item to stand in front of means the end.</summary>
    public static IReadOnlyList<(StoredItem Item, ItemId Before)> Of(IReadOnlyList<StoredChange> changes, Snapshot config)
    {
        var moves = new List<(StoredItem, ItemId)>();
        foreach (var menu in changes.Where(IsPlaced).GroupBy(change => change.After!.Menu))
        {
            var schema = config.Catalog.Of(menu.Key)!.Schema;
            var moved = menu.OrderBy(change => change.Before!.Position).ToList();
            var kept = LongestRise(moved);
            // The whole list as it is when all of it is done.
            var order = config.Space(schema.IdSpace).List(schema.Path).Where(item => !item.Dynamic).ToDictionary(item => item.Id, item => item.Position);
            foreach (var change in menu) order[change.After!.Id] = change.After.Position;
            var sorted = order.OrderBy(place => place.Value).Select(place => place.Key).ToList();
            foreach (var change in moved.Where((_, i) => kept.Count == moved.Count || !kept.Contains(i)).OrderByDescending(change => change.After!.Position))
            {
                var next = sorted.IndexOf(change.After!.Id) + 1;
                moves.Add((change.After, next < sorted.Count ? sorted[next] : ItemId.None));
            }
        }
        return moves;
    }

    private static bool IsPlaced(StoredChange change) => change is { Before: { } before, After: { } after } && before.Position != after.Position;

    /// <summary>Indices of a longest run, with gaps, of those that rise after as they did before.</summary>
    private static HashSet<int> LongestRise(List<StoredChange> changes)
    {
        var (tails, previous) = (new List<int>(), new int[changes.Count]);
        for (var i = 0; i < changes.Count; i++)
        {
            var position = changes[i].After!.Position;
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (changes[tails[middle]].After!.Position < position) low = middle + 1;
                else high = middle;
            }
            previous[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count) tails.Add(i);
            else tails[low] = i;
        }
        var run = new HashSet<int>();
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = previous[i]) run.Add(i);
        return run;
    }
}
