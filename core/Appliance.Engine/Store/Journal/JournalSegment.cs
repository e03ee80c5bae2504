using System.Globalization;

namespace Appliance.Engine.Store.Journal;

/// <summary>
/// A file of records, twice: whichever copy is damaged, the other has the record at the same offset.
/// The room ahead of the tail is filled with zeros, because a sync is twice as quick where nothing but data changes.
/// </summary>
internal sealed class JournalSegment : IDisposable
{
    public const string FirstCopy = ".a";
    public const string SecondCopy = ".b";

    private const int Room = 1 << 20;
    private static readonly byte[] s_zeros = new byte[64 * 1024];

    private readonly JournalFile _first;
    private readonly JournalFile _second;
    private readonly bool _oneFlush;
    private long _zeroed;
    private bool _doubtful;

    public JournalSegment(string folder, long firstRevision, Func<string, JournalFile> open)
    {
        FirstRevision = firstRevision;
        _first = open(PathOf(folder, firstRevision, FirstCopy));
        try
        {
            _second = open(PathOf(folder, firstRevision, SecondCopy));
        }
        catch
        {
            _first.Dispose();
            throw;
        }
        _oneFlush = _first.OverwritesInPlace;
        try
        {
            MakeRoomFor(0);
            SyncBoth();
            Posix.SyncFolder(folder);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long FirstRevision { get; }

    /// <summary>Where the next record goes; all before it is on disk.</summary>
    public long Tail { get; private set; }

    public static string PathOf(string folder, long firstRevision, string copy) =>
        Path.Combine(folder, firstRevision.ToString("D19", CultureInfo.InvariantCulture) + copy);

    /// <summary>Writes and syncs records. After a failure the segment is as before.</summary>
    public void Append(ReadOnlySpan<byte> records)
    {
        if (_doubtful) CutBack();
        try
        {
            var grown = Tail + records.Length > _zeroed;
            if (grown) MakeRoomFor(records.Length);
            _first.Write(Tail, records);
            _second.Write(Tail, records);
            if (grown) SyncBoth();
            else SyncData(records.Length);
            Tail += records.Length;
        }
        catch
        {
            _doubtful = true;
            throw;
        }
    }

    /// <summary>Removes what a failed append may have left. A disk that is still broken refuses, then the next append tries again.</summary>
    public bool TryCutBack()
    {
        try
        {
            if (_doubtful) CutBack();
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        _first.Dispose();
        _second?.Dispose();
    }

    private void CutBack()
    {
        _first.Truncate(Tail);
        _second.Truncate(Tail);
        _zeroed = Tail;
        SyncBoth();
        _doubtful = false;
    }

    private void MakeRoomFor(int length)
    {
        var needed = Tail + length;
        MakeRoom(needed - _zeroed);
        try
        {
            MakeRoom(Room);
        }
        catch (IOException)
        {
            // The disk is nearly full, but this one fits, and it may be the one that removes something.
            _zeroed = needed;
        }
    }

    private void MakeRoom(long length)
    {
        for (var end = _zeroed + length; _zeroed < end;)
        {
            var part = s_zeros.AsSpan(0, (int)Math.Min(end - _zeroed, s_zeros.Length));
            _first.Write(_zeroed, part);
            _second.Write(_zeroed, part);
            _zeroed += part.Length;
        }
    }

    // One flush of the disk serves both copies: the second is in the disk's cache when the first is synced.
    private void SyncData(long length)
    {
        if (_oneFlush)
        {
            _first.WriteBack(Tail, length, wait: false);
            _second.WriteBack(Tail, length, wait: true);
            _first.Sync();
        }
        else
        {
            SyncBoth();
        }
    }

    private void SyncBoth()
    {
        _first.Sync();
        _second.Sync();
    }
}
