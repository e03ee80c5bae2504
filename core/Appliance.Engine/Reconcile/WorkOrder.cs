using Appliance.Engine.Tree;

namespace Appliance.Engine.Reconcile;

/// <summary>Sorts work so that what is referred to comes first.</summary>
internal static class WorkOrder
{
    /// <summary>Levels of work that do not refer to each other; a circle of references is cut where it is entered.</summary>
    public static IEnumerable<IReadOnlyList<Applier.Work>> Levels(List<Applier.Work> all, Func<Applier.Work, IEnumerable<EntryKey>> targets)
    {
        if (all.Count < 2) return all.Count == 0 ? [] : [all];
        var byKey = all.ToDictionary(work => work.Key);
        var depths = new Dictionary<EntryKey, int>(all.Count);
        foreach (var work in all) DepthOf(work);
        return all.GroupBy(work => depths[work.Key]).OrderBy(level => level.Key).Select(level => (IReadOnlyList<Applier.Work>)[.. level]);

        int DepthOf(Applier.Work work)
        {
            if (depths.TryGetValue(work.Key, out var known)) return known;
            depths[work.Key] = 0;
            var depth = 0;
            foreach (var target in targets(work))
            {
                if (byKey.TryGetValue(target, out var other) && target != work.Key) depth = Math.Max(depth, DepthOf(other) + 1);
            }
            return depths[work.Key] = depth;
        }
    }
}
