using Appliance.Engine.Store.Export;

namespace Appliance.Engine.Store;

/// <summary>
/// A configuration that takes the place of the present one at the next start. Prepared, it is a file of its own, whole and checked, with a
/// revision far above any commit that may still come. At the start it becomes the export by one rename: before it the old configuration
/// holds, after it the new one, because whatever is left of the old one has lower revisions. It stays as a second copy until journal and
/// database are in line.
/// </summary>
internal sealed class Replacement(StoreFolder folder)
{
    private const long Ahead = 1L << 32;

    /// <summary>Prepares a configuration for the next start.</summary>
    public void Prepare(StoredConfiguration all, long revision)
    {
        ExportFile.Write(folder.Next, all with { Revision = revision + Ahead }, folder.Disk);
        if (ContentSum.Of(ExportFile.Read(folder.Next, new NameCache()).Items) == ContentSum.Of(all.Items)) return;
        folder.Disk.Delete(folder.Next);
        throw new IOException("the disk does not keep what is written to it");
    }

    /// <summary>Puts a prepared configuration in place. Repeats what a crash interrupted.</summary>
    /// <param name="notices">Gets what is wrong with it.</param>
    /// <returns>Whether journal and database are to begin anew.</returns>
    public bool Apply(List<string> notices)
    {
        try
        {
            // A second copy whose export was damaged since.
            TakeEffect(folder.Replaced, notices);
            if (TakeEffect(folder.Next, notices) is not { } revision) return false;
            // Where the disk refused this once, there are commits perhaps that came after the new configuration.
            folder.DropJournal(before: revision + 1);
            folder.Disk.Delete(folder.Database);
            folder.Disk.Delete(folder.DatabaseLog);
            folder.Disk.Move(folder.Next, folder.Replaced);
            folder.SyncNames();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A full disk is no reason not to start, with the one configuration or the other.
            notices.Add($"a configuration to be restored waits for a start when the disk takes it: {Posix.Reason(refused)}");
            return false;
        }
    }

    /// <summary>Journal and database are in line: the second copy has done its work.</summary>
    public void Forget() => folder.Disk.Delete(folder.Replaced);

    private long? TakeEffect(string file, List<string> notices)
    {
        if (!File.Exists(file)) return null;
        var names = new NameCache();
        try
        {
            var image = ExportFile.Read(file, names);
            if (RevisionOf(folder.Export, names) < image.Revision) ExportFile.Write(folder.Export, image.ToConfiguration([]), folder.Disk);
            return image.Revision;
        }
        catch (InvalidDataException damage)
        {
            notices.Add($"{Path.GetFileName(file)} is damaged ({damage.Message}); the configuration in it does not take effect, and is kept as {folder.KeepAside(file)}");
            return null;
        }
    }

    private static long RevisionOf(string export, NameCache names)
    {
        try
        {
            return ExportFile.Read(export, names).Revision;
        }
        catch (Exception unusable) when (unusable is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return -1;
        }
    }
}
