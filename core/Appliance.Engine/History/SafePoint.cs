using System.Collections.Immutable;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>Safe mode while somebody holds it: where it began, and every document as it was before it was first touched.</summary>
internal sealed record SafePoint
{
    public const string Dropped = "[Safe mode released: more than 100 changes, nothing will be undone]";
    public const string Taken = "[Safe mode released by another user]";

    private ImmutableDictionary<(string Menu, ItemId Id), SavedDocument> _saved = ImmutableDictionary<(string, ItemId), SavedDocument>.Empty;
    private ImmutableHashSet<long> _kept = [];

    /// <param name="claim">Of the session that holds it.</param>
    /// <param name="commit">In which it was taken.</param>
    /// <param name="before">What was done before.</param>
    public SafePoint(SafeClaim claim, CommitRecord commit, ImmutableArray<HistoryEntry> before) =>
        (Claim, User, Revision, Time, Before) = (claim, commit.Author, commit.Revision, commit.Time, before);

    public SafeClaim Claim { get; }

    public string User { get; }

    /// <summary>Actions of later commits are undone with it.</summary>
    public long Revision { get; }

    public DateTime Time { get; }

    public ImmutableArray<HistoryEntry> Before { get; }

    /// <summary>Done since it was taken, by whomever.</summary>
    public int Actions { get; private init; }

    /// <summary>The last ones touched first.</summary>
    public IEnumerable<SavedDocument> Saved => _saved.Values.OrderByDescending(document => document.Number);

    /// <summary>What stands in the store from the moment it is taken.</summary>
    public IReadOnlyList<StoredChange> Begin() => [new(null, SavedDocument.Header(User, Revision))];

    /// <summary>Keeps what the store has to know to take this commit back.</summary>
    public (SafePoint Point, IReadOnlyList<StoredChange> Notes) Save(IReadOnlyList<StoredChange> changes, int actions)
    {
        var (saved, notes) = (_saved, new List<StoredChange>());
        foreach (var change in changes)
        {
            var item = (change.Before ?? change.After)!;
            if (saved.ContainsKey((item.Menu, item.Id))) continue;
            var document = new SavedDocument(SavedDocument.HeaderNumber + (uint)saved.Count + 1, item.Menu, item.Id, change.Before);
            saved = saved.Add((item.Menu, item.Id), document);
            notes.Add(new StoredChange(null, document.ToStored()));
        }
        return (this with { _saved = saved, Actions = Actions + actions }, notes);
    }

    /// <summary>Counts an action that its holder could not do by hand: it is neither undone nor redone with the others.</summary>
    public SafePoint Keep(long action) => this with { _kept = _kept.Add(action), Actions = Actions + 1 };

    public bool Keeps(HistoryEntry entry) => _kept.Contains(entry.Number);

    /// <summary>Takes all of it out of the store.</summary>
    public IReadOnlyList<StoredChange> Forget() =>
        [.. Begin().Select(begin => new StoredChange(begin.After, null)), .. _saved.Values.Select(document => new StoredChange(document.ToStored(), null))];
}

/// <summary>A session's hold on safe mode.</summary>
/// <param name="rights">What its user may do in a configuration.</param>
internal sealed class SafeClaim(Func<IConfigView, Policy> rights)
{
    /// <summary>
    /// Whether the user could have done the opposite by hand at that moment. Who lost the right by it gets it back: safe mode is there
    /// for those who lock themselves out.
    /// </summary>
    public bool MayTakeBack(Deed deed) => rights(deed.Before).HasFlag(deed.Policies);

    /// <summary>Raised when somebody else, or too many changes, ended it; with what the person at the terminal is told.</summary>
    public event Action<string>? Lost;

    public void Lose(string farewell) => Lost?.Invoke(farewell);
}
