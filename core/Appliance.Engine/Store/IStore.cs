using Appliance.Engine.Store.Export;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Store;

/// <summary>Where the configuration lives. A commit is durable when the task of <see cref="AppendAsync"/> is complete.</summary>
public interface IStore : IAsyncDisposable
{
    /// <summary>Reads everything, repairing what a crash left behind. Called once, before anything else.</summary>
    StoredConfiguration Load();

    /// <summary>
    /// Appends commits in the order of the calls. Call it from the single writer; the task completes when the record is on disk. Commits that
    /// share a disk write have one task.
    /// </summary>
    /// <param name="commit">Its revision follows the one appended before, or the last one stored where that one failed.</param>
    /// <param name="more">
    /// False: nothing else waits, so the caller's own thread writes at once (a fraction of a millisecond, the quickest way for one client).
    /// True: other commits come next; the call returns at once and they all share a disk write.
    /// </param>
    /// <returns>Revision of the last commit on disk by then.</returns>
    /// <exception cref="IOException">The task fails: nothing of this commit, nor of those appended after it, is stored.</exception>
    Task<long> AppendAsync(CommitRecord commit, bool more = false);

    /// <summary>
    /// Makes this the configuration of the next <see cref="Load"/>, whatever is appended until then: whole or not at all. It is on disk
    /// when the call returns.
    /// </summary>
    /// <exception cref="IOException">The disk refuses; nothing is changed.</exception>
    void ReplaceAtNextLoad(StoredConfiguration configuration);
}

/// <summary>All that is stored.</summary>
/// <param name="Revision">Of the last commit.</param>
/// <param name="Items">Every document, of menus that are not installed too.</param>
/// <param name="LastIds">Highest number ever given, by number space, so that none is reused.</param>
/// <param name="Notices">What recovery found and did, for the log; empty after an orderly stop.</param>
public sealed record StoredConfiguration(
    long Revision, IReadOnlyList<StoredItem> Items, IReadOnlyDictionary<string, uint> LastIds, IReadOnlyList<string> Notices);

/// <summary>One document. A settings menu has one, with number 1.</summary>
/// <param name="Menu">Path of the menu.</param>
/// <param name="Id">Number.</param>
/// <param name="Position">Sort key inside the list.</param>
/// <param name="Values">Properties that differ from the default, by wire name, in stored style; <c>comment</c> and <c>disabled</c> among them.</param>
public sealed record StoredItem(string Menu, ItemId Id, long Position, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The values in a form that can be asked again and again.</summary>
    internal IReadOnlyDictionary<string, string> UnpackedValues => Values is ExportedValues exported ? exported.Unpack() : Values;
}

/// <summary>One commit: what it changed, enough to do it and to undo it.</summary>
/// <param name="Revision">Ascending by one.</param>
/// <param name="Author">Who.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Changes">In the order of the edit; one per item.</param>
/// <param name="LastIds">Highest numbers given, of the number spaces that this commit took numbers from.</param>
public sealed record CommitRecord(long Revision, string Author, DateTime Time, IReadOnlyList<StoredChange> Changes, IReadOnlyDictionary<string, uint> LastIds);

/// <summary>A document before and after. Null before: added; null after: removed.</summary>
public sealed record StoredChange(StoredItem? Before, StoredItem? After);
