using Appliance.Engine.History;
using Appliance.Engine.Reconcile;
using Appliance.Engine.Schema;
using Appliance.Engine.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Commit;

/// <summary>
/// The one writer: edit, validate, apply, persist, publish. Everything that changes the tree or the machine takes its turn here;
/// the disk is waited for outside the turn, so that the next commit's work overlaps it.
/// </summary>
internal sealed class Writer(IStore store, Applier applier, Applied applied, ReferenceIndex index, Publication publication, TimeProvider time, ILogger log) : IDisposable
{
    private static readonly Func<Past, Deed, PastStep> s_newAction = static (past, deed) => past.Did(deed);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _queued;
    private (Task<long> Stored, Task Finished) _last = (Task.FromResult(0L), Task.CompletedTask);

    /// <summary>The newest applied state. Only the holder of the turn may rely on it not changing.</summary>
    public Snapshot Head { get; private set; } = Snapshot.Empty;

    public void Dispose() => _turn.Dispose();

    /// <summary>Commits an edit.</summary>
    /// <param name="author">For the journal.</param>
    /// <param name="edit">Runs at the turn; problems end the commit with nothing changed.</param>
    /// <param name="deferred">More commits of the same script follow: do not write to the disk for this one alone.</param>
    /// <param name="ct">Ends waiting for the turn.</param>
    /// <param name="step">What the commit makes of the past; a new action when null.</param>
    /// <param name="refusals">What it does to the commit when a driver refuses.</param>
    public async ValueTask<CommitOutcome> CommitAsync(
        string author, Func<Editor, IEnumerable<Problem>> edit, bool deferred, CancellationToken ct, Func<Past, Deed, PastStep>? step = null, Refusals refusals = Refusals.End)
    {
        await EnterAsync(ct);
        try
        {
            var editor = new Editor(Head);
            var problems = edit(editor).ToList();
            if (problems.Count > 0) return new CommitOutcome(problems);
            var changes = editor.Changes();
            if (changes.Count == 0 && (step is null || step == PastStep.ByItself)) return new CommitOutcome([]);
            problems = Validator.Check(changes, editor.Next);
            if (problems.Count > 0) return new CommitOutcome(problems);

            var before = Head;
            var result = await ApplyAsync(before, editor.Next with { Revision = Head.Revision + 1 }, changes, refusals);
            if (result.Refusals.Count > 0)
            {
                await UndoAsync(result.Working with { Revision = Head.Revision }, changes, result.Touched);
                return new CommitOutcome(result.Refusals);
            }
            Head = Forget(result.Working, changes);
            return new CommitOutcome([]) { Revision = Head.Revision, Settling = result.Settling, OnDisk = PersistAsync(author, before, changes, step, deferred) };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Looks at entries again without a commit: after boot, when something changed on the machine, when a plugin leaves.</summary>
    /// <param name="reshape">Changes the head first; returns what to look at.</param>
    public Task<IReadOnlyList<Task>> RepairAsync(Func<Snapshot, (Snapshot Head, IEnumerable<EntryKey> Entries)> reshape, CancellationToken ct) =>
        ReshapeAsync(head =>
        {
            var (next, entries) = reshape(head);
            return Task.FromResult(new Reshaped(next, entries));
        }, ct);

    /// <summary>Changes the head without a commit, for example when a plugin's menus join.</summary>
    /// <param name="reshape">Runs at the turn; says what to look at, and what is stored in another form.</param>
    /// <param name="ct">Ends waiting for the turn.</param>
    public async Task<IReadOnlyList<Task>> ReshapeAsync(Func<Snapshot, Task<Reshaped>> reshape, CancellationToken ct)
    {
        var (settling, onDisk) = ((IReadOnlyList<Task>)[], Task.CompletedTask);
        await EnterAsync(ct);
        try
        {
            var shape = await reshape(Head);
            var result = await applier.RunAsync(Head, shape.Head, shape.Entries, Refusals.AreLogged, CancellationToken.None);
            settling = result.Settling;
            if (shape.Rewritten.Count > 0)
            {
                // What was done in the older form can not be undone in the newer one.
                var menus = shape.Rewritten.Select(change => change.After!.Menu).ToHashSet();
                var past = Head.Past with { Entries = [.. Head.Past.Entries.Where(entry => !entry.Menus.Any(menus.Contains))] };
                Head = result.Working with { Revision = Head.Revision + 1, Past = past };
                var record = new CommitRecord(Head.Revision, Router.Author, time.GetUtcNow().UtcDateTime, shape.Rewritten, new Dictionary<string, uint>());
                onDisk = Finish(store.AppendAsync(record), publication.Await(new Publication.Pending(Head, [], Router.Author, Head.Past, new PastStep(Head.Past, [], ""))));
            }
            else if (!ReferenceEquals(result.Working, Head)) publication.Head(Head = result.Working);
        }
        finally
        {
            _turn.Release();
        }
        try
        {
            await onDisk;
        }
        catch (IOException)
        {
            // It is in the log; the next start brings the stored values into today's form again.
        }
        return settling;
    }

    /// <summary>Works on the machine while nobody else changes it or the tree.</summary>
    public async Task InTurnAsync(Func<Snapshot, Task> work, CancellationToken ct)
    {
        await EnterAsync(ct);
        try
        {
            await work(Head);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task EnterAsync(CancellationToken ct)
    {
        Interlocked.Increment(ref _queued);
        try
        {
            await _turn.WaitAsync(ct);
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }
    }

    private ValueTask<ApplyResult> ApplyAsync(Snapshot before, Snapshot next, List<Change> changes, Refusals refusals)
    {
        foreach (var change in changes) index.Apply(change, next.Catalog);
        // With duplicates: the applier looks at each once.
        var entries = new List<EntryKey>();
        foreach (var change in changes)
        {
            if (change.Menu.HasReconciler && change.NeedsApply) entries.Add(change.Key);
            if (change.TouchesReferrers) entries.AddRange(index.ReferrersOf(change));
        }
        return applier.RunAsync(before, next, entries, refusals, CancellationToken.None);
    }

    /// <summary>Takes changes back on top of what is there now; dynamic items follow by themselves.</summary>
    private async Task UndoAsync(Snapshot working, IReadOnlyList<Change> changes, IReadOnlySet<EntryKey> touched)
    {
        var editor = new Editor(working);
        foreach (var change in changes.Reverse()) editor.Replay(change.Inverse());
        foreach (var change in changes) index.Apply(change.Inverse(), working.Catalog);
        var entries = new HashSet<EntryKey>(touched);
        foreach (var change in changes) entries.UnionWith(index.ReferrersOf(change.Inverse()).Append(change.Key));
        var result = await applier.RunAsync(working, editor.Next, entries, Refusals.AreLogged, CancellationToken.None);
        publication.Head(Head = result.Working);
    }

    private Task PersistAsync(string author, Snapshot changed, List<Change> changes, Func<Past, Deed, PastStep>? step, bool deferred)
    {
        var (record, before) = (Record(author, changes), Head.Past);
        var past = (step ?? s_newAction)(before, Deed.Of(record, changes, changed, Head));
        if (before.Owed.Count + past.Notes.Count > 0) record = record with { Changes = [.. before.Owed, .. record.Changes, .. past.Notes] };
        Head = Head with { Past = before.Owed.Count > 0 ? past.Past with { Owed = [] } : past.Past };
        var pending = publication.Await(new Publication.Pending(Head, changes, author, before, past));
        return Finish(store.AppendAsync(record, deferred || Volatile.Read(ref _queued) > 0), pending);
    }

    // Commits that share a disk write are finished together, by the first of them.
    private Task Finish(Task<long> stored, Publication.Pending pending)
    {
        if (stored == _last.Stored) return _last.Finished;
        // Many may wait for it, and none of them for what another does next.
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        FinishAsync(stored, pending).ContinueWith(finished.SetFromTask, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _last = (stored, finished.Task);
        return finished.Task;
    }

    private async Task FinishAsync(Task<long> stored, Publication.Pending first)
    {
        try
        {
            publication.Durable(await stored.ConfigureAwait(false));
        }
        catch (IOException trouble)
        {
            await WithdrawAsync(first, trouble);
            throw;
        }
    }

    /// <summary>The disk refused: takes the commit, and all that were built on it, back from the machine.</summary>
    private async Task WithdrawAsync(Publication.Pending pending, IOException trouble)
    {
        await EnterAsync(CancellationToken.None);
        try
        {
            foreach (var failed in publication.Failed(pending))
            {
                log.LogError("configuration change could not be stored and was taken back: {Message}", trouble.Message);
                await UndoAsync(Head with { Revision = failed.Snapshot.Revision - 1, Past = failed.Before }, failed.Changes, new HashSet<EntryKey>());
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private CommitRecord Record(string author, List<Change> changes)
    {
        var stored = new List<StoredChange>(changes.Count);
        var lastIds = new Dictionary<string, uint>();
        foreach (var change in changes)
        {
            if (change.IsDynamic) continue;
            var schema = change.Menu.Schema;
            stored.Add(new StoredChange(StoredForm.Of(schema, change.Before, Head), StoredForm.Of(schema, change.After, Head)));
            if (change.Before is null && change.After is Item) lastIds[schema.IdSpace] = Head.Space(schema.IdSpace).LastId;
        }
        return new CommitRecord(Head.Revision, author, time.GetUtcNow().UtcDateTime, stored, lastIds);
    }

    /// <summary>Values that are applied and not kept are gone once applied.</summary>
    private Snapshot Forget(Snapshot snapshot, List<Change> changes)
    {
        foreach (var change in changes)
        {
            var schema = change.Menu.Schema;
            if (schema.Typed.Count == schema.Stored.Count || snapshot.Entry(schema, change.Key.Id) is not { } entry) continue;
            var kept = schema.Clone(entry);
            foreach (var property in schema.Typed.Where(property => !property.IsStored)) property.Copy(schema.Default, kept);
            snapshot = snapshot.Put(schema, kept);
            if (applied.Of(change.Key) is { } state) state.Last = kept;
        }
        return snapshot;
    }
}
