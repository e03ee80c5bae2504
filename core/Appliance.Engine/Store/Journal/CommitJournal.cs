using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store.Journal;

/// <summary>Gets records that are on disk, in order; must copy what it keeps.</summary>
internal delegate void StoredRecords(ReadOnlySpan<byte> records, long lastRevision);

/// <summary>
/// Makes commits durable. Whoever finds no write under way leads: it writes and syncs what is waiting, those who come meanwhile
/// share the next sync.
/// </summary>
internal sealed class CommitJournal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly Disk _disk;
    private readonly StoredRecords _stored;
    private readonly Action _refused;
    private readonly BinaryRecordWriter _payload = new();
    private CommitBatch _waiting = new();
    private CommitBatch _spare = new();
    private JournalSegment? _segment;
    private Task _last = Task.CompletedTask;
    private TaskCompletionSource<long>? _roll;
    private long _durable;
    private long _accepted;
    private bool _leading;
    private bool _closed;

    /// <param name="folder">Of the segments.</param>
    /// <param name="revision">Of the last commit stored.</param>
    /// <param name="stored">Called in order, before the commits' tasks complete; must not wait.</param>
    /// <param name="refused">Called when the disk refused; must not wait.</param>
    /// <param name="disk">Where the files are made.</param>
    public CommitJournal(string folder, long revision, StoredRecords stored, Action refused, Disk disk)
    {
        (_folder, _disk, _stored, _refused) = (folder, disk, stored, refused);
        _durable = _accepted = revision;
    }

    /// <summary>Makes the first segment, so that the first commit does not wait for it. Where the disk refuses, that commit tries again.</summary>
    public void Prepare() => _segment ??= new JournalSegment(_folder, _durable + 1, _disk);

    /// <summary>Bytes of records in the newest segment.</summary>
    public long Length => Volatile.Read(ref _segment)?.Tail ?? 0;

    /// <summary>Of the last commit on disk.</summary>
    public long Revision => Volatile.Read(ref _durable);

    public Task<long> AppendAsync(CommitRecord commit, bool more)
    {
        Task<long> result;
        lock (_gate)
        {
            if (_closed) return Task.FromException<long>(new IOException("the store is closed"));
            if (commit.Revision != _accepted + 1)
                return Task.FromException<long>(new IOException($"commit {commit.Revision} cannot follow {_accepted}: one before it was not stored"));
            _payload.Clear();
            CommitCodec.Write(commit, _payload);
            if (_payload.Length > JournalRecord.Longest) return Task.FromException<long>(new IOException($"a commit of {_payload.Length} bytes is too large"));
            _last = result = _waiting.Add(commit, _payload);
            _accepted = commit.Revision;
            if (_leading) return result;
            _leading = true;
        }
        if (more) ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.Lead(stay: true), this, preferLocal: false);
        else Lead(stay: false);
        return result;
    }

    /// <summary>Starts a new segment; waits for the write under way. Returns the first revision that will be in it.</summary>
    public long Roll()
    {
        TaskCompletionSource<long> done;
        bool lead;
        lock (_gate)
        {
            done = _roll ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            lead = !_leading;
            _leading = true;
        }
        if (lead) Lead(stay: false);
        return done.Task.GetAwaiter().GetResult();
    }

    /// <summary>Refuses further commits and waits for those under way.</summary>
    public async Task CloseAsync()
    {
        Task last;
        lock (_gate)
        {
            _closed = true;
            last = _last;
        }
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _segment?.Dispose();

    private void Lead(bool stay)
    {
        while (true)
        {
            CommitBatch batch;
            TaskCompletionSource<long>? roll;
            lock (_gate)
            {
                roll = _roll;
                _roll = null;
                if (roll is null && _waiting.IsEmpty)
                {
                    _leading = false;
                    return;
                }
                (batch, _waiting, _spare) = (_waiting, _spare, _waiting);
            }
            if (!batch.IsEmpty) Store(batch);
            if (roll is not null) StartSegment(roll);
            if (stay) continue;
            HandOver();
            return;
        }
    }

    // A leader whose own commit is done does not serve the others: its client waits for it.
    private void HandOver()
    {
        lock (_gate)
        {
            _leading = !_waiting.IsEmpty || _roll is not null;
            if (!_leading) return;
        }
        ThreadPool.UnsafeQueueUserWorkItem(static journal => journal.Lead(stay: true), this, preferLocal: false);
    }

    private void Store(CommitBatch batch)
    {
        try
        {
            Prepare();
            _segment!.Append(batch.Records);
        }
        catch (Exception trouble)
        {
            // Whatever it is: a leader that does not come back would let every later commit wait for ever.
            Fail(batch, new IOException("configuration can not be stored: " + Posix.Reason(trouble), trouble));
            return;
        }
        Volatile.Write(ref _durable, batch.LastRevision);
        _stored(batch.Records, batch.LastRevision);
        batch.Complete();
    }

    private void Fail(CommitBatch batch, IOException trouble)
    {
        _segment?.TryCutBack();
        CommitBatch later;
        lock (_gate)
        {
            // Those that wait were built upon the failed one.
            later = _waiting;
            _waiting = new CommitBatch();
            _accepted = _durable;
        }
        _refused();
        batch.Fail(trouble);
        later.Fail(trouble);
    }

    private void StartSegment(TaskCompletionSource<long> roll)
    {
        try
        {
            if (_segment is { Tail: > 0 } full)
            {
                full.TryGiveRoomBack();
                Volatile.Write(ref _segment, new JournalSegment(_folder, _durable + 1, _disk));
                full.Dispose();
            }
            roll.SetResult(_durable + 1);
        }
        catch (Exception trouble)
        {
            roll.SetException(trouble);
        }
    }
}
