using Appliance.Engine.Store;
using Appliance.Engine.Store.Journal;
using Appliance.Sdk.Access;

namespace Appliance.Engine.History;

/// <summary>One action: what a commit did, as stored text. It refers to nothing of a plugin.</summary>
internal sealed record HistoryEntry
{
    private const int FewChanges = 64;
    private readonly CommitRecord? _commit;
    private readonly byte[]? _packed;

    public HistoryEntry(CommitRecord commit, string action, Policy policies)
    {
        (Number, By, Time, Action, Policies) = (commit.Revision, commit.Author, commit.Time, action, policies);
        // Nearly every commit touches one item: that one costs no search.
        Menus = commit.Changes.Count == 1 ? [MenuOf(commit.Changes[0])] : [.. commit.Changes.Select(MenuOf).Distinct()];
        if (commit.Changes.Count <= FewChanges)
        {
            _commit = commit;
            for (var i = 0; i < commit.Changes.Count; i++) Size += SizeOf(commit.Changes[i].Before) + SizeOf(commit.Changes[i].After);
            return;
        }
        // Thousands of documents take a fifth of the memory in one piece.
        var writer = new BinaryRecordWriter();
        CommitCodec.Write(commit, writer);
        _packed = writer.Written.ToArray();
        Size = _packed.Length;
    }

    /// <summary>Revision of the commit.</summary>
    public long Number { get; }

    public string By { get; }

    public DateTime Time { get; }

    public string Action { get; }

    public Policy Policies { get; }

    /// <summary>Paths of the menus that it touched.</summary>
    public IReadOnlyList<string> Menus { get; }

    /// <summary>Bytes in memory, more or less.</summary>
    public long Size { get; }

    public bool IsUndone { get; init; }

    /// <summary>As they were done.</summary>
    public IReadOnlyList<StoredChange> Changes => _commit?.Changes ?? CommitCodec.Read(_packed, new NameCache()).Changes;

    /// <summary>As they are taken back.</summary>
    public IReadOnlyList<StoredChange> Inverse => [.. Changes.Reverse().Select(change => new StoredChange(change.After, change.Before))];

    private static string MenuOf(StoredChange change) => (change.After ?? change.Before)!.Menu;

    private static long SizeOf(StoredItem? item)
    {
        if (item is null) return 0;
        var size = 300L;
        foreach (var (_, value) in item.Values) size += 80 + 2 * value.Length;
        return size;
    }
}
