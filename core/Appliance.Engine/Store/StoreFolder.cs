using System.Globalization;
using Appliance.Engine.Store.Files;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Store;

/// <summary>Names of the store's files, and what is done with whole files.</summary>
internal sealed class StoreFolder(string path, Disk disk)
{
    private const int KeptAside = 3;
    private const int Spare = 4 << 20;

    public Disk Disk => disk;

    public string Database { get; } = Path.Combine(path, "configuration.db");

    public string DatabaseLog { get; } = Path.Combine(path, "configuration-log.db");

    public string Export { get; } = Path.Combine(path, "configuration.rsc");

    /// <summary>A configuration that takes the place of the present one at the next start.</summary>
    public string Next { get; } = Path.Combine(path, "next.rsc");

    /// <summary>The same once it has, until everything else is in line with it.</summary>
    public string Replaced { get; } = Path.Combine(path, "replaced.rsc");

    public string Journal { get; } = Path.Combine(path, "journal");

    public string Lock { get; } = Path.Combine(path, "lock");

    /// <summary>Whether nothing was ever stored here.</summary>
    public bool IsFresh => !File.Exists(Database) && !File.Exists(Export) && JournalReader.Starts(Journal).Count == 0;

    /// <summary>Whether a checkpoint surely fits: a new export, and what the database grows by.</summary>
    public bool HasRoom => new DriveInfo(path).AvailableFreeSpace > Spare + (2 * (File.Exists(Export) ? new FileInfo(Export).Length : 0));

    public void Create()
    {
        if (Directory.Exists(Journal)) return;
        // Secrets are among the configuration.
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Journal);
        disk.SyncFolder(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent) disk.SyncFolder(parent);
    }

    /// <summary>Names of files that are new, renamed or gone are as lasting as their contents.</summary>
    public void SyncNames() => disk.SyncFolder(path);

    /// <summary>Renames a broken file, so that it is not in the way and can still be looked at; returns the new name. The last few are kept.</summary>
    public string KeepAside(string file)
    {
        foreach (var old in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".broken-*").OrderDescending().Skip(KeptAside - 1)) disk.Delete(old);
        var aside = $"{file}.broken-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        disk.Move(file, aside);
        return Path.GetFileName(aside);
    }

    /// <summary>
    /// Waits until a segment that was read is on disk: a process that was killed may have left it in memory only. The room that it
    /// had made ahead is given back.
    /// </summary>
    public void SyncSegment(SegmentEnd segment)
    {
        foreach (var copy in JournalSegment.PathsOf(Journal, segment.FirstRevision).Where(File.Exists))
        {
            using var file = disk.Open(copy, FileMode.Open);
            if (segment.NothingBehind && file.Length > segment.Offset) file.Truncate(segment.Offset);
            file.Sync();
        }
    }

    /// <summary>Removes the segments that begin before a revision.</summary>
    public void DropJournal(long before)
    {
        foreach (var start in JournalReader.Starts(Journal).Where(start => start < before))
        {
            foreach (var copy in JournalSegment.PathsOf(Journal, start)) disk.Delete(copy);
        }
        disk.SyncFolder(Journal);
    }

    /// <summary>Moves segments out of the way that begin at or after a revision: nothing in them could be read. Returns the names of those that are not empty.</summary>
    public IReadOnlyList<string> ClearJournal(long from)
    {
        List<string> kept = [];
        foreach (var start in JournalReader.Starts(Journal).Where(start => start >= from))
        {
            foreach (var copy in JournalSegment.PathsOf(Journal, start).Where(File.Exists))
            {
                if (File.ReadAllBytes(copy).AsSpan().ContainsAnyExcept((byte)0)) kept.Add(KeepAside(copy));
                else disk.Delete(copy);
            }
        }
        return kept;
    }
}
