using System.Globalization;
using System.Text.RegularExpressions;

namespace Appliance.Engine.Store.Journal;

/// <summary>What the segments on disk hold.</summary>
/// <param name="Commits">Ascending; a revision that no copy holds is missing.</param>
/// <param name="Notices">What was damaged.</param>
/// <param name="Ends">Of the segments that hold anything.</param>
/// <param name="Reached">The revision that was on disk when the last segment was begun: whether or not it can be read, it was stored.</param>
internal sealed record JournalContent(IReadOnlyList<CommitRecord> Commits, IReadOnlyList<string> Notices, IReadOnlyList<SegmentEnd> Ends, long Reached);

/// <summary>Where a segment's last record ends.</summary>
internal readonly record struct SegmentEnd(long FirstRevision, long LastRevision, long Offset, bool NothingBehind);

/// <summary>Reads all segments, each record from the copy that is whole.</summary>
internal static partial class JournalReader
{
    /// <param name="folder">Of the segments.</param>
    /// <param name="names">Shared with other readers.</param>
    /// <param name="before">Segments that begin at or after this revision are left out.</param>
    /// <param name="exported">Segments that end at or before this revision may be half dropped.</param>
    public static JournalContent Read(string folder, NameCache names, long before = long.MaxValue, long exported = 0)
    {
        List<CommitRecord> commits = [];
        List<string> notices = [];
        List<SegmentEnd> ends = [];
        var starts = Starts(folder);
        foreach (var start in starts.Where(start => start < before)) ReadSegment(folder, start, commits, notices, ends, names, exported);
        if (starts.Count == 0) notices.Add("the journal is missing");
        return new JournalContent(commits, notices, ends, starts.Count == 0 ? 0 : starts[^1] - 1);
    }

    /// <summary>First revisions of all segments, ascending.</summary>
    public static IReadOnlyList<long> Starts(string folder) =>
        [.. Directory.EnumerateFiles(folder)
            .Select(path => SegmentName().Match(Path.GetFileName(path)))
            .Where(match => match.Success)
            .Select(match => long.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out var start) ? start : -1)
            .Where(start => start >= 0)
            .Distinct().Order()];

    private static void ReadSegment(string folder, long start, List<CommitRecord> commits, List<string> notices, List<SegmentEnd> ends, NameCache names, long exported)
    {
        var first = new SegmentCopy(JournalSegment.PathOf(folder, start, JournalSegment.FirstCopy));
        var second = new SegmentCopy(JournalSegment.PathOf(folder, start, JournalSegment.SecondCopy));
        var offset = 0;
        for (var revision = start; ; revision++)
        {
            var inFirst = first.TryRead(offset, revision, names, out var commit, out var length);
            var inSecond = inFirst ? second.Has(offset, first, length) : second.TryRead(offset, revision, names, out commit, out length);
            if (commit is null) break;
            if (!inFirst) first.Lacks(offset);
            if (!inSecond) second.Lacks(offset);
            offset += length;
            // What is here anew had failed in the segment before, and could not be cut off there.
            while (commits.Count > 0 && commits[^1].Revision >= revision) commits.RemoveAt(commits.Count - 1);
            commits.Add(commit);
        }
        if (offset == 0 || commits[^1].Revision > exported || !(first.IsMissing || second.IsMissing))
        {
            notices.AddRange(first.Damage);
            notices.AddRange(second.Damage);
        }
        var behind = first.HasMore(offset) || second.HasMore(offset);
        if (offset > 0) ends.Add(new SegmentEnd(start, commits[^1].Revision, offset, !behind));
        if (behind)
            notices.Add($"journal {start:D19} ends with what is no whole record, at byte {offset}; that is dropped");
    }

    [GeneratedRegex(@"^(\d{19})\.[ab]$")]
    private static partial Regex SegmentName();
}
