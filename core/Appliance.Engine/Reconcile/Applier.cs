using Appliance.Engine.Tree;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Reconcile;

/// <summary>
/// Brings the machine into line with a snapshot for a set of entries, in the order that their references give: removals from the
/// leaves down, then what is wanted from the roots up, one level at a time, the network changes of a level in one go. Used by the writer only.
/// </summary>
internal sealed class Applier(Applied applied, ReferenceIndex index, INetwork? network, ILogger log)
{
    private static readonly IReadOnlySet<EntryKey> s_nothing = new HashSet<EntryKey>();

    /// <param name="before">The snapshot that is on the machine.</param>
    /// <param name="wanted">The snapshot to reach.</param>
    /// <param name="entries">What to look at.</param>
    /// <param name="refusals">What a refusal does.</param>
    /// <param name="ct">Handed to the reconcilers.</param>
    public async ValueTask<ApplyResult> RunAsync(Snapshot before, Snapshot wanted, IEnumerable<EntryKey> entries, Refusals refusals, CancellationToken ct)
    {
        // What no driver keeps and nobody refers to is no work.
        if (entries is IReadOnlyCollection<EntryKey> { Count: 0 }) return new ApplyResult(wanted, [], [], s_nothing);
        var run = new Run(before, wanted, refusals, ct);
        run.Todo.UnionWith(entries);
        while (run.Todo.Count > 0 && run.Refusals.Count == 0)
        {
            var (gone, wants) = Sort(run);
            run.Todo.Clear();
            foreach (var level in WorkOrder.Levels(gone, work => ReferenceIndex.TargetsOf(work.Menu, work.Entry, run.Before)).Reverse())
                await LevelAsync(run, level, RemoveAsync);
            foreach (var level in WorkOrder.Levels(wants, work => ReferenceIndex.TargetsOf(work.Menu, work.Entry, run.Working)))
            {
                await LevelAsync(run, level, EnsureAsync);
                if (run.Refusals.Count > 0) break;
            }
        }
        return new ApplyResult(run.Working, run.Refusals, run.Settling, run.Touched);
    }

    private (List<Work> Gone, List<Work> Wants) Sort(Run run)
    {
        var (gone, wants) = (new List<Work>(), new List<Work>());
        foreach (var key in run.Todo)
        {
            if (run.Working.Catalog.Of(key.Path) is not { HasReconciler: true } menu) continue;
            run.Touched.Add(key);
            var entry = run.Working.Entry(menu.Schema, key.Id);
            var off = entry is Item { Disabled: true } && !menu.KeepsDisabled;
            var dangling = entry is null || off ? null : ReferenceIndex.Dangling(menu, entry, run.Working);
            if (entry is not null && !off && dangling is null)
            {
                wants.Add(new Work(key, menu, entry));
                continue;
            }
            if (applied.Of(key) is { Last: { } last }) gone.Add(new Work(key, menu, last));
            if (dangling is not null) applied.Track(key).Waiting = $"{dangling} is not there";
            else if (applied.Of(key) is { Last: null }) applied.Forget(key);
        }
        return (gone, wants);
    }

    private async Task LevelAsync(Run run, IReadOnlyList<Work> level, Func<Run, Work, ApplyScope, Task> step)
    {
        var scopes = level.Select(work => new ApplyScope(run.Working, applied.Of(work.Key)?.Last)).ToList();
        var hold = level.Count > 1 ? network?.Hold() : null;
        var all = Task.WhenAll(level.Select((work, i) => step(run, work, scopes[i])));
        if (hold is not null)
        {
            while (!all.IsCompleted && await hold.FlushAsync(run.Ct) > 0) await Task.Yield();
            await hold.DisposeAsync();
        }
        await all;
        for (var i = 0; i < level.Count; i++)
        {
            run.Settling.AddRange(scopes[i].Settling);
            Adopt(run, level[i].Key, scopes[i].Owned);
        }
    }

    private async Task EnsureAsync(Run run, Work work, ApplyScope scope)
    {
        var state = applied.Track(work.Key);
        try
        {
            await work.Menu.EnsureAsync(work.Entry, scope, run.Ct);
            state.Waiting = null;
        }
        catch (NotReadyException notReady)
        {
            state.Waiting = notReady.Message;
        }
        catch (Exception trouble)
        {
            Refuse(run, work, trouble);
            state.Waiting = trouble.Message;
        }
        state.Last = work.Entry;
    }

    private async Task RemoveAsync(Run run, Work work, ApplyScope scope)
    {
        try
        {
            await work.Menu.RemoveAsync(work.Entry, scope, run.Ct);
        }
        catch (NotReadyException)
        {
            // What it stood on is gone, and it went with it.
        }
        catch (Exception trouble)
        {
            Refuse(run, work, trouble);
        }
        if (applied.Of(work.Key) is { } state) state.Last = null;
    }

    private void Refuse(Run run, Work work, Exception trouble)
    {
        if (trouble is not RefusedException) log.LogError(trouble, "{Menu} {Id}: {Message}", work.Key.Path, work.Key.Id, trouble.Message);
        if (run.OnRefusal == Refusals.AreTold && trouble is RefusedException { IsTemporary: true }) run.Settling.Add(Task.FromException(trouble));
        else if (run.OnRefusal != Refusals.AreLogged) run.Refusals.Add(Problem.Failure(trouble.Message));
        else if (trouble is RefusedException) log.LogWarning("{Menu} {Id}: {Message}", work.Key.Path, work.Key.Id, trouble.Message);
    }

    /// <summary>Makes the dynamic items of an owner those that it declared; they are looked at in the next round.</summary>
    private void Adopt(Run run, EntryKey owner, List<(MenuRuntime Menu, string Key, Item Item)> declared)
    {
        var state = applied.Of(owner);
        if (state is null || (declared.Count == 0 && state.Owned.Count == 0)) return;
        var editor = new Editor(run.Working);
        var keep = new HashSet<(string, string)>();
        foreach (var (menu, key, item) in declared)
        {
            var name = (menu.Schema.Path, key);
            keep.Add(name);
            var dynamic = item with { Owner = new ItemKey(owner.Path, owner.Id) };
            if (state.Owned.TryGetValue(name, out var known) && run.Working.Entry(menu.Schema, known.Id) is Item old)
                editor.Put(menu, dynamic with { Id = old.Id, Position = old.Position });
            else
                state.Owned[name] = new EntryKey(menu.Schema.Path, editor.Add(menu, dynamic).Id);
        }
        foreach (var (name, known) in state.Owned.Where(owned => !keep.Contains(owned.Key)).ToList())
        {
            state.Owned.Remove(name);
            if (run.Working.Catalog.Of(known.Path) is { } menu && run.Working.Entry(menu.Schema, known.Id) is { } gone) editor.Remove(menu, gone);
        }
        var changes = editor.Changes();
        if (changes.Count == 0) return;
        (run.Before, run.Working) = (run.Working, editor.Next);
        foreach (var change in changes)
        {
            index.Apply(change, run.Working.Catalog);
            run.Todo.Add(change.Key);
            if (change.TouchesReferrers) run.Todo.UnionWith(index.ReferrersOf(change));
        }
    }

    internal sealed record Work(EntryKey Key, MenuRuntime Menu, Entry Entry);

    private sealed class Run(Snapshot before, Snapshot working, Refusals onRefusal, CancellationToken ct)
    {
        public Snapshot Before { get; set; } = before;
        public Snapshot Working { get; set; } = working;
        public Refusals OnRefusal { get; } = onRefusal;
        public CancellationToken Ct { get; } = ct;
        public HashSet<EntryKey> Todo { get; } = [];
        public HashSet<EntryKey> Touched { get; } = [];
        public List<Problem> Refusals { get; } = [];
        public List<Task> Settling { get; } = [];
    }
}

/// <summary>What it does to the work when a driver refuses an entry.</summary>
internal enum Refusals
{
    /// <summary>The work ends: a commit.</summary>
    End,

    /// <summary>The same, but one that <see cref="RefusedException.IsTemporary"/> is told to who waits, and the entry stands: an import.</summary>
    AreTold,

    /// <summary>It is logged and noted at the entry: a start, a repair, a rollback.</summary>
    AreLogged,
}

/// <summary>How an apply ended.</summary>
/// <param name="Working">The wanted snapshot with the dynamic items that came of it.</param>
/// <param name="Refusals">Not empty when a driver refused; the machine is then somewhere between.</param>
/// <param name="Settling">Work that goes on.</param>
/// <param name="Touched">Entries that were looked at.</param>
internal sealed record ApplyResult(Snapshot Working, IReadOnlyList<Problem> Refusals, IReadOnlyList<Task> Settling, IReadOnlySet<EntryKey> Touched);
