using Appliance.Engine.Store.Database;
using Appliance.Engine.Store.Journal;
using Appliance.Engine.Store.Recovery;

namespace Appliance.Engine.Store;

/// <summary>
/// The configuration in a folder: a journal in two copies makes commits durable, LiteDB and a text export follow behind it.
/// Any one of these files may be damaged or missing without loss.
/// </summary>
public sealed class DiskStore : IStore
{
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(250);
    private readonly StoreFolder _folder;
    private readonly DiskStoreOptions _options;
    private readonly FileStream? _lock;
    private readonly WorkThread _thread;
    private readonly DatabaseKeeper _database;
    private readonly Replacement _replacement;
    private readonly Timer _quiet;
    private readonly TaskCompletionSource _compared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitJournal? _journal;
    private CheckpointWriter? _checkpoint;
    private long _due;
    private long _older;
    private Action? _catchUp;
    private int _following;
    private int _disposed;

    /// <param name="folder">Made where it is missing.</param>
    /// <param name="options">Null for the usual ones.</param>
    /// <exception cref="IOException">Another process uses the folder.</exception>
    public DiskStore(string folder, DiskStoreOptions? options = null)
    {
        _options = options ?? new DiskStoreOptions();
        _folder = new StoreFolder(folder, _options.Disk);
        _due = _options.CheckpointBytes;
        _folder.Create();
        _replacement = new Replacement(_folder);
        _lock = Lock(_folder.Lock);
        _thread = new WorkThread("store", _options.Notice);
        _database = new DatabaseKeeper(_folder, _options.Notice);
        _quiet = new Timer(static store => ((DiskStore)store!).PostFold(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Octets of the stored configuration as text; 0 where there is none yet.</summary>
    public long Size => File.Exists(_folder.Export) ? new FileInfo(_folder.Export).Length : 0;

    /// <inheritdoc/>
    public StoredConfiguration Load()
    {
        var notices = new List<string>();
        var replaced = _replacement.Apply(notices);
        var fresh = !replaced && _folder.IsFresh;
        var opening = _thread.RunAsync(() =>
        {
            _database.Open(fresh || replaced);
            return _database.State;
        });
        var names = new NameCache();
        var export = ExportSource.Read(_folder, names);
        var exported = export.Image?.Revision ?? -1;
        var journalled = JournalReader.Read(_folder.Journal, names, exported: exported);
        var recovered = new Sources(export, journalled, opening.Result).Recover(() => _thread.RunAsync(_database.TryReadAll).Result);
        var revision = recovered.Configuration.Revision;
        _journal = new CommitJournal(_folder.Journal, revision, Follow, Refused, _options.Disk);
        _checkpoint = new CheckpointWriter(_folder, _database, _journal, _options.Notice) { Exported = exported };
        _older = journalled.Ends.Sum(segment => segment.Offset);
        PrepareJournal(_journal, recovered.Configuration.Revision, journalled.Ends);
        _catchUp = () => CatchUp(recovered, fresh, replaced);
        if (fresh || replaced || recovered.Damaged) PostFold();
        else _quiet.Change(s_start, Timeout.InfiniteTimeSpan);
        // Of a configuration that has just been replaced there is nothing to recover.
        return recovered.Configuration with { Notices = fresh || replaced ? notices : [.. notices, .. recovered.Configuration.Notices] };
    }

    /// <inheritdoc/>
    public Task<long> AppendAsync(CommitRecord commit, bool more = false) =>
        (_journal ?? throw new InvalidOperationException("load first")).AppendAsync(commit, more);

    /// <inheritdoc/>
    public void ReplaceAtNextLoad(StoredConfiguration configuration) => _replacement.Prepare(configuration, (_journal ?? throw new InvalidOperationException("load first")).Revision);

    /// <summary>Completes when the database was compared with what was loaded; that begins a few seconds after it.</summary>
    public Task Compared => _compared.Task;

    /// <summary>Completes when the database has all that was appended before.</summary>
    public Task SettleAsync() => _thread.RunAsync(() =>
    {
        if (_checkpoint is not null) FoldAndCheckpoint();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (_journal is not null) await _journal.CloseAsync().ConfigureAwait(false);
        await _quiet.DisposeAsync().ConfigureAwait(false);
        _thread.Post(Finish);
        await _thread.DisposeAsync().ConfigureAwait(false);
        _journal?.Dispose();
        if (_lock is not null) await _lock.DisposeAsync().ConfigureAwait(false);
    }

    // A file system that can only be read has no use for a lock that is not there, and can be locked by one that is.
    private static FileStream? Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException refused) when (Posix.IsReadOnly(refused))
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None) : null;
        }
    }

    // A full disk is no reason not to start: what is stored can be read, and what is in the way can be removed.
    private void PrepareJournal(CommitJournal journal, long revision, IReadOnlyList<SegmentEnd> segments)
    {
        try
        {
            foreach (var segment in segments.Where(segment => segment.LastRevision > _checkpoint!.Exported)) _folder.SyncSegment(segment);
            foreach (var kept in _folder.ClearJournal(from: revision + 1)) _options.Notice($"a journal that holds no whole record is kept as {kept}");
            journal.Prepare();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            _options.Notice($"nothing can be stored now: {Posix.Reason(trouble)}");
        }
    }

    // On the journal's writer, whom nothing may delay. While commits follow one another LiteDB leaves the processors to them, unless a
    // checkpoint is due: what it lacks by then is in the journal twice.
    private void Follow(ReadOnlySpan<byte> records, long lastRevision)
    {
        _database.Enqueue(records, lastRevision);
        if (Volatile.Read(ref _older) + _journal!.Length < Volatile.Read(ref _due)) _quiet.Change(s_quiet, Timeout.InfiniteTimeSpan);
        else PostFold();
    }

    // A checkpoint drops what the journal holds, so that the next commit may find room.
    private void Refused() => Post(() =>
    {
        Fold();
        if (_journal!.Revision > _checkpoint!.Exported) Checkpoint();
    });

    private void PostFold() => Post(FoldAndCheckpoint);

    // One piece of work waits at most: it takes all that was appended before it begins.
    private void Post(Action fold)
    {
        if (Interlocked.Exchange(ref _following, 1) != 0) return;
        _thread.Post(() =>
        {
            Volatile.Write(ref _following, 0);
            fold();
        });
    }

    private void FoldAndCheckpoint()
    {
        var failed = !Fold();
        if (failed || _older + _journal!.Length >= _due || (_checkpoint!.WasRefused && _folder.HasRoom)) Checkpoint();
    }

    /// <summary>False where a usable database failed.</summary>
    private bool Fold()
    {
        CatchUp();
        var usable = _database.State is not null;
        return _database.Follow(long.MaxValue) || !usable;
    }

    private void Checkpoint()
    {
        var length = _journal!.Length;
        var written = _checkpoint!.TryWrite();
        _older = written ? 0 : _older + Math.Max(0, length - _journal.Length);
        // A disk that refused is not asked again at every commit.
        _due = written ? _options.CheckpointBytes : _older + _journal.Length + (_options.CheckpointBytes / 4);
    }

    // Reading every document takes most of a second with 100,000 of them: the router is up before, and has the processors to itself.
    private void CatchUp()
    {
        if (Interlocked.Exchange(ref _catchUp, null) is not { } catchUp) return;
        try
        {
            catchUp();
        }
        finally
        {
            _compared.TrySetResult();
        }
    }

    private void CatchUp(Recovered recovered, bool fresh, bool replaced)
    {
        if (replaced) _database.Begin(recovered.Configuration);
        if (fresh || replaced || recovered.Damaged)
        {
            if (!_checkpoint!.TryWrite(recovered.Configuration, recovered.Commits)) return;
            _older = 0;
            _replacement.Forget();
            return;
        }
        _database.Check();
        if (_database.EnsureOnDisk(recovered.Configuration, recovered.Commits)) _replacement.Forget();
        _database.Shrink();
    }

    private void Finish()
    {
        using (_database)
        {
            if (_journal is null) return;
            Fold();
            if (_checkpoint!.Exported < _journal.Revision) _checkpoint.TryWrite();
        }
    }
}
