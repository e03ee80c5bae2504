using System.Collections.Concurrent;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>Rows by key: one writer at a time, readers never wait.</summary>
internal sealed class Table<TKey, TRow>(Comparison<TRow> order) where TKey : notnull where TRow : class
{
    private readonly ConcurrentDictionary<TKey, TRow> _rows = new();
    private long _version;
    private volatile Snapshot _snapshot = new(0, []);
    private HashSet<TKey>? _loaded;

    /// <summary>All rows in order, as one immutable picture.</summary>
    public IReadOnlyList<TRow> All
    {
        get
        {
            var version = Volatile.Read(ref _version);
            if (_snapshot is { } known && known.Version == version) return known.Rows;
            TRow[] rows = [.. _rows.Values];
            Array.Sort(rows, order);
            _snapshot = new Snapshot(version, rows);
            return rows;
        }
    }

    public TRow? Find(TKey key) => _rows.GetValueOrDefault(key);

    /// <summary>Stores a row; false where it is there already.</summary>
    public bool Set(TKey key, TRow row)
    {
        _loaded?.Add(key);
        if (_rows.TryGetValue(key, out var known) && known.Equals(row)) return false;
        _rows[key] = row;
        Interlocked.Increment(ref _version);
        return true;
    }

    public TRow? Remove(TKey key)
    {
        _rows.TryRemove(key, out var row);
        Interlocked.Increment(ref _version);
        return row;
    }

    /// <summary>From here on the whole table is read again; readers see the old rows until they are found missing.</summary>
    public void StartLoad() => _loaded = [];

    /// <summary>Whether a row of this key has not come yet while the table is read again.</summary>
    public bool IsStale(TKey key) => _loaded?.Contains(key) == false;

    /// <summary>The rows that did not come.</summary>
    public IReadOnlyList<TRow> FinishLoad()
    {
        TRow[] missing = [.. _rows.Where(row => IsStale(row.Key)).Select(row => row.Value)];
        _loaded = null;
        return missing;
    }

    private sealed record Snapshot(long Version, TRow[] Rows);
}
