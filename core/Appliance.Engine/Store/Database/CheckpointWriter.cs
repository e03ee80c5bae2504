using Appliance.Engine.Store.Export;
using Appliance.Engine.Store.Journal;
using Appliance.Engine.Store.Recovery;

namespace Appliance.Engine.Store.Database;

/// <summary>Puts all that the journal holds into export and database, and drops the journal when both have it, on disk and read back.</summary>
internal sealed class CheckpointWriter(StoreFolder folder, DatabaseKeeper database, CommitJournal journal, Action<string> notice)
{
    private string? _refusal;

    /// <summary>The revision that the export holds; -1 where that is not known.</summary>
    public long Exported { get; set; } = -1;

    /// <summary>Whether the disk refused the last one.</summary>
    public bool WasRefused => _refusal is not null;

    /// <summary>False where the disk refused: the journal keeps what export and database lack.</summary>
    public bool TryWrite()
    {
        try
        {
            var boundary = journal.Roll();
            database.Follow(boundary);
            var (all, commits) = Gather(boundary);
            return TryExport(all) && database.EnsureOnDisk(all, commits) && TryDrop(all);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refused(trouble);
        }
    }

    /// <summary>The same with what a start found. The export comes first: while it is not whole, nothing may touch the database.</summary>
    public bool TryWrite(StoredConfiguration all, IReadOnlyList<CommitRecord> commits)
    {
        var exported = TryExport(all);
        database.Check();
        return database.EnsureOnDisk(all, commits) && exported && TryDrop(all);
    }

    private bool TryExport(StoredConfiguration all)
    {
        try
        {
            ExportFile.Write(folder.Export, all, folder.Disk);
            if (ContentSum.Of(ExportFile.Read(folder.Export, new NameCache()).Items) != ContentSum.Of(all.Items))
                throw new InvalidDataException("the export reads back otherwise than it was written");
            Exported = all.Revision;
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refused(trouble);
        }
    }

    private bool TryDrop(StoredConfiguration all)
    {
        try
        {
            folder.DropJournal(all.Revision + 1);
            _refusal = null;
            return true;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Refused(trouble);
        }
    }

    // Said once: a disk that stays full is asked again and again.
    private bool Refused(Exception trouble)
    {
        if (_refusal == trouble.Message) return false;
        _refusal = trouble.Message;
        notice($"no checkpoint could be made ({Posix.Reason(trouble)}); the journal keeps all that it would hold");
        return false;
    }

    // The export grows from the last export and the journal, not from the database, so that neither can spoil the other.
    private (StoredConfiguration All, IReadOnlyList<CommitRecord> Commits) Gather(long boundary)
    {
        var names = new NameCache();
        var journalled = JournalReader.Read(folder.Journal, names, boundary).Commits;
        var export = ExportSource.Read(folder, names);
        if (export.Notice is { } damage) notice(damage);
        if (export.Image is { } image)
        {
            foreach (var commit in journalled.Where(commit => commit.Revision == image.Revision + 1)) image.Apply(commit);
            if (image.Revision == boundary - 1) return (image.ToConfiguration([]), journalled);
        }
        if (database.TryReadAll() is { } documents && documents.Revision == boundary - 1) return (documents, journalled);
        throw new InvalidDataException("neither export and journal nor the database is whole");
    }
}
