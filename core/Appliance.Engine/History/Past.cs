using System.Collections.Immutable;
using Appliance.Engine.Store;

namespace Appliance.Engine.History;

/// <summary>
/// What was done, what of it is undone, and where safe mode began. Immutable and part of the snapshot: a commit that is taken back
/// takes its history with it.
/// </summary>
internal sealed record Past
{
    /// <summary>Actions that are kept, and actions that safe mode can hold.</summary>
    public const int Most = 100;

    // The newest action is kept whatever its size.
    private const long MostBytes = 32 << 20;

    public static Past Empty { get; } = new();

    private readonly ImmutableArray<HistoryEntry> _entries = [];

    // What was done after these. A script does thousands of things, and nobody looks at the list meanwhile.
    private Added? Latest { get; init; }

    /// <summary>Oldest first.</summary>
    public ImmutableArray<HistoryEntry> Entries
    {
        get => Latest is null ? _entries : [.. _entries.Concat(Latest.OldestFirst()).TakeLast(Most)];
        init => (_entries, Latest) = (value, null);
    }

    /// <summary>Null while nobody holds safe mode.</summary>
    public SafePoint? Safe { get; init; }

    /// <summary>Changes of documents that the store lacks: they go with the next commit.</summary>
    public IReadOnlyList<StoredChange> Owed { get; init; } = [];

    /// <summary>A new action: what was undone before cannot be redone any more.</summary>
    public PastStep Did(Deed deed)
    {
        // The time of day is set and not stored: the log tells of it, and there is no way back.
        if (deed.Action.Length == 0 || deed.Commit.Changes.All(IsNothing)) return new PastStep(this, [], deed.Action);
        var step = Saved(deed, deed.Commit.Revision);
        return step with { Past = step.Past.With(new HistoryEntry(deed.Commit, deed.Action, deed.Policies)), Action = deed.Action };
    }

    /// <summary>An action was undone, or done again.</summary>
    public PastStep Turned(HistoryEntry entry, bool undone, Deed deed)
    {
        var at = Entries.IndexOf(entry);
        var step = Saved(deed, entry.Number) with { Action = $"{(undone ? "undo" : "redo")} ({entry.Action})" };
        return step with { Past = step.Past with { Entries = Entries.SetItem(at, entry with { IsUndone = undone }) } };
    }

    /// <summary>
    /// What the router does by itself is no action. In safe mode, what it changed to follow somebody's action (a gateway that is called by
    /// its interface's new name) goes back with that; what it added (a card that it found) stays.
    /// </summary>
    public PastStep Followed(Deed deed)
    {
        if (Safe is null) return new PastStep(this, [], "");
        var (safe, notes) = Safe.Claim.MayTakeBack(deed) ? Safe.Save([.. deed.Commit.Changes.Where(change => change.Before is not null)], 0) : (Safe, []);
        return new PastStep(this with { Safe = safe }, notes, "");
    }

    /// <summary>The documents of safe mode as they were before it, as far as this commit is the first to touch them, and its holder may.</summary>
    private PastStep Saved(Deed deed, long action)
    {
        if (Safe is null) return new PastStep(this, [], "");
        if (Safe.Actions < Most)
        {
            var (safe, notes) = Safe.Claim.MayTakeBack(deed) ? Safe.Save(deed.Commit.Changes, 1) : (Safe.Keep(action), []);
            return new PastStep(this with { Safe = safe }, notes, "");
        }
        return new PastStep(this with { Safe = null }, Safe.Forget(), "") { Farewell = SafePoint.Dropped, Former = Safe };
    }

    private static bool IsNothing(StoredChange change) => change is { Before: { } before, After: { } after } && before.Position == after.Position
        && before.Values.Count == after.Values.Count && before.Values.All(pair => after.Values.GetValueOrDefault(pair.Key) == pair.Value);

    private Past With(HistoryEntry entry)
    {
        if (Latest is null && _entries.Any(older => older.IsUndone)) return this with { Entries = Kept(entry) };
        var added = new Added(entry, Latest, (Latest?.Bytes ?? _entries.Sum(older => older.Size)) + entry.Size);
        return added.Count > Most || added.Bytes > MostBytes ? this with { Entries = Kept(entry) } : this with { Latest = added };
    }

    private ImmutableArray<HistoryEntry> Kept(HistoryEntry entry)
    {
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>(Most);
        var all = Entries;
        var bytes = entry.Size;
        var first = all.Length;
        for (var kept = 1; first > 0 && kept < Most; first--)
        {
            var older = all[first - 1];
            if (older.IsUndone) continue;
            bytes += older.Size;
            if (bytes > MostBytes) break;
            kept++;
        }
        for (var i = first; i < all.Length; i++)
        {
            if (!all[i].IsUndone) entries.Add(all[i]);
        }
        entries.Add(entry);
        return entries.DrainToImmutable();
    }

    /// <summary>An action, and those before it.</summary>
    /// <param name="Entry">The action.</param>
    /// <param name="Before">Null for the first one.</param>
    /// <param name="Bytes">Of all that is kept.</param>
    private sealed record Added(HistoryEntry Entry, Added? Before, long Bytes)
    {
        public int Count { get; } = (Before?.Count ?? 0) + 1;

        public IEnumerable<HistoryEntry> OldestFirst()
        {
            var entries = new HistoryEntry[Count];
            var at = Count;
            for (var added = this; added is not null; added = added.Before) entries[--at] = added.Entry;
            return entries;
        }
    }
}

/// <summary>What a commit makes of the past.</summary>
/// <param name="Past">After it.</param>
/// <param name="Notes">Documents that safe mode keeps in the store; they go with the commit.</param>
/// <param name="Action">For the log; empty for nothing.</param>
internal sealed record PastStep(Past Past, IReadOnlyList<StoredChange> Notes, string Action)
{
    /// <summary>For what the router does by itself.</summary>
    public static readonly Func<Past, Deed, PastStep> ByItself = static (past, deed) => past.Followed(deed);

    /// <summary>Said to who held safe mode until then.</summary>
    public string Farewell { get; init; } = "";

    /// <summary>The safe mode that ends with it, against its holder's will.</summary>
    public SafePoint? Former { get; init; }
}
