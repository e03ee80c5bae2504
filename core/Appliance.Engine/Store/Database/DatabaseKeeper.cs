using System.Collections.Concurrent;
using Appliance.Engine.Store.Recovery;

namespace Appliance.Engine.Store.Database;

/// <summary>
/// Opens, fills, and rebuilds the database, and lets it follow the journal. LiteDB throws anything where a file is damaged,
/// so every exception means: not usable until it is rebuilt.
/// </summary>
internal sealed class DatabaseKeeper(StoreFolder folder, Action<string> notice) : IDisposable
{
    private const int LargestTransaction = 4096;

    private readonly ConcurrentQueue<CommitRecord> _pending = [];
    private DocumentDatabase? _database;
    private string? _trouble;

    /// <summary>What the database noted, or null while it cannot be used.</summary>
    public DatabaseState? State => _trouble is null ? _database?.State : null;

    public void Open(bool fresh)
    {
        try
        {
            var missing = !File.Exists(folder.Database);
            if (missing && File.Exists(folder.DatabaseLog)) StoreFolder.KeepAside(folder.DatabaseLog);
            _database = new DocumentDatabase(folder.Database, folder.DatabaseLog);
            if (missing && !fresh) _trouble = "is missing";
        }
        catch (Exception trouble)
        {
            _trouble = $"cannot be opened ({trouble.Message})";
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
            _trouble = $"failed ({trouble.Message})";
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
            _trouble = $"is damaged ({trouble.Message})";
            return null;
        }
    }

    /// <summary>Takes commits that are on disk, from any thread, without waiting.</summary>
    public void Enqueue(IReadOnlyList<CommitRecord> commits)
    {
        foreach (var commit in commits) _pending.Enqueue(commit);
    }

    /// <summary>Writes the commits taken, up to a revision. False: the database cannot be used, they wait in the journal.</summary>
    public bool Follow(long before)
    {
        List<CommitRecord> commits = [];
        while (_pending.TryPeek(out var next) && next.Revision < before)
        {
            _pending.TryDequeue(out _);
            commits.Add(next);
        }
        Fold(commits);
        return _trouble is null;
    }

    /// <summary>Writes those commits that are newer than the database.</summary>
    public void Fold(IEnumerable<CommitRecord> commits)
    {
        foreach (var part in commits.SkipWhile(commit => commit.Revision <= State?.Revision).Chunk(LargestTransaction))
        {
            if (_trouble is not null) return;
            try
            {
                _database!.Fold(part);
            }
            catch (Exception trouble)
            {
                _trouble = $"failed ({trouble.Message})";
            }
        }
    }

    /// <summary>Makes the database hold this, by a new one where the present one does not.</summary>
    public bool Ensure(StoredConfiguration all)
    {
        if (State is { } state && (state.Revision != all.Revision || state.Content != ContentSum.Of(all.Items)))
            _trouble = $"differs from the journal at revision {all.Revision}";
        if (_trouble is not null) Rebuild(all);
        return _trouble is null;
    }

    /// <summary>The same, on disk. False: it could not be.</summary>
    public bool EnsureOnDisk(StoredConfiguration all) => Ensure(all) && (TrySync() || (Ensure(all) && TrySync()));

    public void Dispose()
    {
        try
        {
            _database?.Dispose();
        }
        catch (Exception trouble)
        {
            notice($"database could not be closed: {trouble.Message}");
        }
        _database = null;
    }

    private bool TrySync()
    {
        try
        {
            _database!.Sync();
            return true;
        }
        catch (Exception trouble)
        {
            _trouble = $"failed ({trouble.Message})";
            return false;
        }
    }

    private void Rebuild(StoredConfiguration all)
    {
        var reason = _trouble;
        Dispose();
        try
        {
            var kept = new[] { folder.Database, folder.DatabaseLog }.Where(file => new FileInfo(file) is { Exists: true, Length: > 0 }).Select(StoreFolder.KeepAside).ToList();
            _database = new DocumentDatabase(folder.Database, folder.DatabaseLog);
            _database.Fill(all);
            _trouble = null;
            notice($"database {reason}; it was rebuilt{(kept.Count > 0 ? $", the old one is kept as {kept[0]}" : "")}");
        }
        catch (Exception trouble)
        {
            _trouble = $"cannot be rebuilt ({trouble.Message})";
            notice($"database {reason} and {_trouble}; the journal keeps what it lacks");
        }
    }
}
