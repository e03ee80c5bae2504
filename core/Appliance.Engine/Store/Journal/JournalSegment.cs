using System.Globalization;
using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store.Journal;

/// <summary>
/// A file of records, twice: whichever copy is damaged, the other has the record at the same offset.
/// The room ahead of the tail is filled with zeros, because a sync is twice as quick where nothing but data changes.
/// </summary>
internal sealed class JournalSegment : IDisposable
{
    public const string FirstCopy = ".a";
    public const string SecondCopy = ".b";

    private static readonly byte[] s_zeros = new byte[64 * 1024];

    private readonly DiskFile _first;
    private readonly DiskFile _second;
    private readonly bool _oneFlush;
    private readonly int _room;
    private long _zeroed;
    private bool _doubtful;

    public JournalSegment(string folder, long firstRevision, Disk disk)
    {
        FirstRevision = firstRevision;
        _room = disk.JournalRoom;
        (_first, _second) = Create(folder, firstRevision, disk);
        _oneFlush = _first.OverwritesInPlace;
        try
        {
            MakeRoomFor(0);
            SyncBoth();
            disk.SyncFolder(folder);
        }
        catch
        {
            Dispose();
            TryRemove(folder, firstRevision, disk);
            throw;
        }
    }

    public long FirstRevision { get; }

    /// <summary>Where the next record goes; all before it is on disk.</summary>
    public long Tail { get; private set; }

    public static string PathOf(string folder, long firstRevision, string copy) =>
        Path.Combine(folder, firstRevision.ToString("D19", CultureInfo.InvariantCulture) + copy);

    public static IEnumerable<string> PathsOf(string folder, long firstRevision) => [PathOf(folder, firstRevision, FirstCopy), PathOf(folder, firstRevision, SecondCopy)];

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

    /// <summary>Leaves the room ahead to others: this segment is to be followed by another. A disk that refuses keeps it.</summary>
    public bool TryGiveRoomBack()
    {
        try
        {
            CutTo(Tail);
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
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
        _second.Dispose();
    }

    private static (DiskFile First, DiskFile Second) Create(string folder, long firstRevision, Disk disk)
    {
        var first = disk.Open(PathOf(folder, firstRevision, FirstCopy), FileMode.Create);
        try
        {
            return (first, disk.Open(PathOf(folder, firstRevision, SecondCopy), FileMode.Create));
        }
        catch
        {
            first.Dispose();
            TryRemove(folder, firstRevision, disk);
            throw;
        }
    }

    // What could not be made whole must not take the room that the segment in use still needs.
    private static bool TryRemove(string folder, long firstRevision, Disk disk)
    {
        try
        {
            foreach (var copy in PathsOf(folder, firstRevision)) disk.Delete(copy);
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void CutBack()
    {
        CutTo(Tail);
        SyncBoth();
        _doubtful = false;
    }

    private void MakeRoomFor(int length)
    {
        var needed = Tail + length;
        MakeRoom(needed - _zeroed);
        try
        {
            MakeRoom(_room);
        }
        catch (IOException)
        {
            // The disk is nearly full, but this one fits, and it may be the one that removes something.
            CutTo(needed);
        }
    }

    private void CutTo(long length)
    {
        _first.Truncate(length);
        _second.Truncate(length);
        _zeroed = length;
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
