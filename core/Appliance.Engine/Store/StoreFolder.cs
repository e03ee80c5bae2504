using System.Globalization;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Store;

/// <summary>Names of the store's files.</summary>
internal sealed class StoreFolder(string path)
{
    private const int KeptAside = 3;

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

    public void Create()
    {
        if (Directory.Exists(Journal)) return;
        // Secrets are among the configuration.
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Journal);
        Posix.SyncFolder(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } parent) Posix.SyncFolder(parent);
    }

    /// <summary>Renames a broken file, so that it is not in the way and can still be looked at; returns the new name. The last few are kept.</summary>
    public static string KeepAside(string file)
    {
        foreach (var old in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".broken-*").OrderDescending().Skip(KeptAside - 1)) File.Delete(old);
        var aside = $"{file}.broken-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture)}";
        File.Move(file, aside, overwrite: true);
        return Path.GetFileName(aside);
    }

    /// <summary>Removes the segments that begin before a revision.</summary>
    public void DropJournal(long before)
    {
        foreach (var start in JournalReader.Starts(Journal).Where(start => start < before))
        {
            File.Delete(JournalSegment.PathOf(Journal, start, JournalSegment.FirstCopy));
            File.Delete(JournalSegment.PathOf(Journal, start, JournalSegment.SecondCopy));
        }
        Posix.SyncFolder(Journal);
    }

    /// <summary>Moves segments out of the way that begin at or after a revision: nothing in them could be read.</summary>
    public void ClearJournal(long from)
    {
        foreach (var start in JournalReader.Starts(Journal).Where(start => start >= from))
        {
            foreach (var copy in new[] { JournalSegment.FirstCopy, JournalSegment.SecondCopy })
            {
                var file = JournalSegment.PathOf(Journal, start, copy);
                if (!File.Exists(file)) continue;
                if (File.ReadAllBytes(file).AsSpan().ContainsAnyExcept((byte)0)) KeepAside(file);
                else File.Delete(file);
            }
        }
    }
}
