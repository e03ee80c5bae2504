using Appliance.Engine.Store.Recovery;

namespace Appliance.Engine.Store.Database;

/// <summary>
/// Opens, fills, and rebuilds the database, and lets it follow the journal. LiteDB throws anything where a file is damaged,
/// so every exception means: not usable until it is rebuilt.
/// </summary>
internal sealed class DatabaseKeeper(StoreFolder folder, Action<string> notice) : IDisposable
{
    private const int LargestTransaction = 4096;

    private readonly WaitingCommits _waiting = new();
    private DocumentDatabase? _database;
    private string? _trouble;
    private bool _refused;

    /// <summary>What the database noted, or null while it cannot be used.</summary>
    public DatabaseState? State => _trouble is null ? _database?.State : null;

    public void Open(bool fresh)
    {
        try
        {
            var missing = !File.Exists(folder.Database);
            if (missing && File.Exists(folder.DatabaseLog)) folder.KeepAside(folder.DatabaseLog);
            _database = new DocumentDatabase(folder);
            if (missing && !fresh) _trouble = "is missing";
        }
        catch (Exception trouble)
        {
            Failed(trouble, "cannot be opened");
        }
    }

    /// <summary>Fills a database that is new; where that fails it is rebuilt later.</summary>
    public void Begin(StoredConfiguration all)
    {
        if (_trouble is not null) return;
        try
        {
            _database!.Fill(all);
        }
        catch (Exception trouble)
        {
            Failed(trouble);
        }
    }

    /// <summary>All documents, or null where they are not what was noted.</summary>
    public StoredConfiguration? TryReadAll()
    {
        if (_trouble is not null) return null;
        try
        {
            return _database?.ReadAll();
        }
        catch (Exception trouble)
        {
            _trouble = $"is damaged ({Posix.Reason(trouble)})";
            return null;
        }
    }

    /// <summary>Reads every document; where they are not what was noted, the database is not usable from here on.</summary>
    public void Check()
    {
        if (_trouble is not null) return;
        try
        {
            _database?.Check();
        }
        catch (Exception trouble)
        {
            _trouble = $"is damaged ({Posix.Reason(trouble)})";
        }
    }

    /// <summary>Gives back the memory of what was read: LiteDB's cache grows to the size of the file, and shrinks only when it is opened anew.</summary>
    public void Shrink()
    {
        if (_trouble is not null || _database is null) return;
        Dispose();
        Open(fresh: false);
    }

    /// <summary>Takes records of commits that are on disk, without waiting.</summary>
    public void Enqueue(ReadOnlySpan<byte> records, long lastRevision) => _waiting.Put(records, lastRevision);

    /// <summary>Writes the commits taken, up to a revision that begins a segment. False: the database cannot be used, they wait in the journal.</summary>
    public bool Follow(long before)
    {
        Fold(_waiting.Take(before));
        // What it cannot take now it gets from the journal when it is repaired.
        if (State is null) _waiting.Drop(before);
        return _trouble is null;
    }

    /// <summary>Writes those commits that are newer than the database.</summary>
    public void Fold(IEnumerable<CommitRecord> commits)
    {
        foreach (var part in commits.SkipWhile(commit => commit.Revision <= State?.Revision).Chunk(LargestTransaction))
        {
            if (State is not { } state) return;
            try
            {
                // It would note a revision that it does not hold.
                if (part[0].Revision != state.Revision + 1) _trouble = $"ends at revision {state.Revision}, before the journal begins";
                else _database!.Fold(part);
            }
            catch (Exception trouble)
            {
                Failed(trouble);
            }
        }
    }

    /// <summary>Makes the database hold this, on disk, by a new one where the present one cannot. False: it could not be.</summary>
    /// <param name="all">What it is to hold.</param>
    /// <param name="commits">That lead there, as far as the journal has them.</param>
    public bool EnsureOnDisk(StoredConfiguration all, IReadOnlyList<CommitRecord> commits) =>
        Ensure(all, commits) && (TrySync() || (Ensure(all, commits) && TrySync()));

    public void Dispose()
    {
        try
        {
            _database?.Dispose();
        }
        catch (Exception trouble)
        {
            notice($"database could not be closed: {Posix.Reason(trouble)}");
        }
        _database = null;
    }

    private bool Ensure(StoredConfiguration all, IReadOnlyList<CommitRecord> commits)
    {
        if (_refused) Reopen();
        Fold(commits.Where(commit => commit.Revision <= all.Revision));
        if (State is { } state && (state.Revision != all.Revision || state.Content != ContentSum.Of(all.Items)))
            _trouble = $"differs from the journal at revision {all.Revision}";
        // A new one would not fit either, and the old one is well.
        if (_refused) notice($"database {_trouble}; the journal keeps what it lacks");
        else if (_trouble is not null) Rebuild(all);
        return _trouble is null;
    }

    private bool TrySync()
    {
        try
        {
            _database!.Sync();
            folder.SyncNames();
            return true;
        }
        catch (Exception trouble)
        {
            Failed(trouble);
            return false;
        }
    }

    // A disk that was full or away broke nothing: what was not written whole does not count when the file is opened again.
    private void Failed(Exception trouble, string how = "failed")
    {
        _trouble = $"{how} ({Posix.Reason(trouble)})";
        _refused = Posix.IsRefusal(trouble);
    }

    private void Reopen()
    {
        Dispose();
        (_refused, _trouble) = (false, null);
        Open(fresh: false);
        Check();
    }

    private void Rebuild(StoredConfiguration all)
    {
        var reason = _trouble;
        Dispose();
        try
        {
            var kept = new[] { folder.Database, folder.DatabaseLog }.Where(file => new FileInfo(file) is { Exists: true, Length: > 0 }).Select(folder.KeepAside).ToList();
            _database = new DocumentDatabase(folder);
            _database.Fill(all);
            _trouble = null;
            notice($"database {reason}; it was rebuilt{(kept.Count > 0 ? $", the old one is kept as {kept[0]}" : "")}");
        }
        catch (Exception trouble)
        {
            Dispose();
            Failed(trouble, "cannot be rebuilt");
            foreach (var half in new[] { folder.Database, folder.DatabaseLog }) Discard(half);
            notice($"database {reason} and {_trouble}; the journal keeps what it lacks");
        }
    }

    // Half a database is no use to anybody, and takes the room that the journal may need.
    private bool Discard(string file)
    {
        try
        {
            folder.Disk.Delete(file);
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
