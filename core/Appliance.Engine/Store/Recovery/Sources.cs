using Appliance.Engine.Store.Database;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Store.Recovery;

/// <summary>What is found at start, and how the configuration is made of it.</summary>
/// <param name="Export">Holds one revision whole, and has a check.</param>
/// <param name="Journal">Holds what came after the last checkpoint.</param>
/// <param name="Database">Holds nearly all; what it noted, or null where it cannot be opened.</param>
internal sealed record Sources(ExportSource Export, JournalContent Journal, DatabaseState? Database)
{
    /// <param name="readDatabase">Reads all documents, or null where they are damaged.</param>
    public Recovered Recover(Func<StoredConfiguration?> readDatabase)
    {
        List<string> notices = [.. Journal.Notices];
        if (Export.Notice is { } notice) notices.Add(notice);
        var image = Export.Image ?? new ConfigurationImage();
        long[] reached = [image.Revision, Database?.Revision ?? 0, Journal.Commits.Count > 0 ? Journal.Commits[^1].Revision : 0, Journal.Reached];
        var newest = reached.Max();

        // Export and journal carry checks of every byte and read three times as fast as LiteDB; that is why the database,
        // which is compared with them in the background, is asked only where they lack something.
        if (Missing(image.Revision, newest) > Missing(Database?.Revision ?? 0, newest) || (Export.Image is null && Database is { Revision: > 0 }))
        {
            if (Export.Image is { } old) notices.Add($"configuration.rsc ends at revision {old.Revision}, before the journal begins, and is written anew");
            if (readDatabase() is { } documents) image = ConfigurationImage.Of(documents);
            else notices.Add("the database is damaged too; what export and journal hold is used");
        }

        var lost = Missing(image.Revision, newest);
        var replayed = 0;
        foreach (var commit in Journal.Commits.Where(commit => commit.Revision > image.Revision))
        {
            image.Apply(commit);
            replayed++;
        }
        if (replayed > 0) notices.Add($"router was rebooted without proper shutdown: {replayed} commits were taken from the journal");
        if (lost > 0) notices.Add($"{lost} commits are lost: neither journal nor export nor database holds them");
        image.Revision = Math.Max(image.Revision, newest);
        return new Recovered(image.ToConfiguration(notices), Journal.Commits, Damaged: notices.Count > (replayed > 0 ? 1 : 0));
    }

    /// <summary>How many revisions nobody knows if one begins with this one.</summary>
    private long Missing(long start, long newest) => newest - start - Journal.Commits.Count(commit => commit.Revision > start);
}

/// <summary>The result of recovery.</summary>
/// <param name="Configuration">For the engine.</param>
/// <param name="Commits">Of the journal, for a database that is behind.</param>
/// <param name="Damaged">Whether a checkpoint is due to make everything whole again.</param>
internal sealed record Recovered(StoredConfiguration Configuration, IReadOnlyList<CommitRecord> Commits, bool Damaged);
