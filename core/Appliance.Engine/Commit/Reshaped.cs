using Appliance.Engine.Store;
using Appliance.Engine.Tree;

namespace Appliance.Engine.Commit;

/// <summary>A head that is changed without a commit.</summary>
/// <param name="Head">The next one.</param>
/// <param name="Entries">What to look at.</param>
internal sealed record Reshaped(Snapshot Head, IEnumerable<EntryKey> Entries)
{
    /// <summary>Documents that were stored in the form of an earlier version of their plugin.</summary>
    public IReadOnlyList<StoredChange> Rewritten { get; init; } = [];
}
