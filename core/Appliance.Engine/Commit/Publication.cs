using System.Collections.Concurrent;
using Appliance.Engine.History;
using Appliance.Engine.Tree;

namespace Appliance.Engine.Commit;

/// <summary>
/// What readers see: the newest snapshot whose commit is on disk. Commits that are applied and still on their way to the disk
/// wait here in order.
/// </summary>
internal sealed class Publication
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Pending> _pending = [];
    private readonly ConcurrentQueue<Pending> _stored = [];
    private readonly Lock _telling = new();
    private Snapshot _current = Snapshot.Empty;
    private Snapshot _told = Snapshot.Empty;

    /// <summary>A commit on its way to the disk.</summary>
    internal sealed class Pending(Snapshot snapshot, IReadOnlyList<Change> changes, string author, Past before, PastStep step)
    {
        public long Revision { get; } = snapshot.Revision;

        /// <summary>As it was committed, and what came of it without a commit since.</summary>
        public Snapshot Snapshot { get; set; } = snapshot;
        public IReadOnlyList<Change> Changes { get; } = changes;
        public string Author { get; } = author;

        /// <summary>What was done before it.</summary>
        public Past Before { get; } = before;

        /// <summary>What it made of that.</summary>
        public PastStep Step { get; } = step;

        /// <summary>On disk, or taken out.</summary>
        public bool IsSettled { get; set; }
    }

    /// <summary>Raised in order, one at a time; several commits that become durable together may be told as one.</summary>
    public event Action<Snapshot>? Published;

    /// <summary>Raised for each commit that is on disk, in their order, one at a time, before who made it goes on.</summary>
    public event Action<Pending>? Stored;

    public Snapshot Current => Volatile.Read(ref _current);

    public Pending Await(Pending commit)
    {
        lock (_lock) return _pending.AddLast(commit).Value;
    }

    /// <summary>The commits up to this revision are on disk.</summary>
    public void Durable(long revision)
    {
        lock (_lock)
        {
            while (_pending.First is { } first && first.Value.Revision <= revision)
            {
                _pending.RemoveFirst();
                first.Value.IsSettled = true;
                _stored.Enqueue(first.Value);
                _current = first.Value.Snapshot;
            }
        }
        Tell();
        lock (_telling)
        {
            while (_stored.TryDequeue(out var stored)) Stored?.Invoke(stored);
        }
    }

    /// <summary>The head changed without a commit: dynamic items came or went, a plugin joined or left.</summary>
    public void Head(Snapshot head)
    {
        lock (_lock)
        {
            if (_pending.Last is { } last)
            {
                last.Value.Snapshot = head;
                return;
            }
            _current = head;
        }
        Tell();
    }

    /// <summary>The disk refused this commit: takes it and all later ones out. Newest first; empty when somebody else did.</summary>
    public IReadOnlyList<Pending> Failed(Pending commit)
    {
        lock (_lock)
        {
            var failed = new List<Pending>();
            if (commit.IsSettled) return failed;
            while (_pending.Last is { } last)
            {
                failed.Add(last.Value);
                _pending.RemoveLast();
                last.Value.IsSettled = true;
                if (last.Value == commit) break;
            }
            return failed;
        }
    }

    // Whoever is here second tells what is newest by then: nobody is left with an older snapshot as the last one heard of.
    private void Tell()
    {
        lock (_telling)
        {
            var newest = Current;
            if (ReferenceEquals(newest, _told)) return;
            _told = newest;
            Published?.Invoke(newest);
        }
    }
}
