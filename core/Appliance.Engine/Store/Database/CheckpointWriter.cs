using Appliance.Engine.Store.Export;
using Appliance.Engine.Store.Journal;
using Appliance.Engine.Store.Recovery;

namespace Appliance.Engine.Store.Database;

/// <summary>Puts all that the journal holds into export and database, and drops the journal when both have it, on disk and read back.</summary>
internal sealed class CheckpointWriter(StoreFolder folder, DatabaseKeeper database, CommitJournal journal)
{
    /// <summary>The revision that the export holds; -1 where that is not known.</summary>
    public long Exported { get; set; } = -1;

    public void Write()
    {
        var boundary = journal.Roll();
        database.Follow(boundary);
        var all = Gather(boundary);
        ExportFile.Write(folder.Export, all);
        if (ContentSum.Of(ExportFile.Read(folder.Export, new NameCache()).Items) != ContentSum.Of(all.Items))
            throw new InvalidDataException("export reads back otherwise than it was written");
        Exported = all.Revision;
        if (database.EnsureOnDisk(all)) folder.DropJournal(boundary);
    }

    // The export grows from the last export and the journal, not from the database, so that neither can spoil the other.
    private StoredConfiguration Gather(long boundary)
    {
        var names = new NameCache();
        var journalled = JournalReader.Read(folder.Journal, names, boundary).Commits;
        if (ExportSource.Read(folder, names).Image is { } image)
        {
            foreach (var commit in journalled.Where(commit => commit.Revision == image.Revision + 1)) image.Apply(commit);
            if (image.Revision == boundary - 1) return image.ToConfiguration([]);
        }
        if (database.TryReadAll() is { } documents && documents.Revision == boundary - 1) return documents;
        throw new InvalidDataException("no checkpoint: neither export and journal nor the database is whole");
    }
}
