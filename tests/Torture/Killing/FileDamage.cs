using Appliance.Engine.Store;
using Appliance.Engine.Store.Export;
using Appliance.Engine.Store.Journal;

namespace Torture.Killing;

/// <summary>What disks, power cuts, programs and people do to a file. It remembers old versions, because a stale file is the meanest damage.</summary>
internal sealed class FileDamage(string folder)
{
    private const string Older = "replaced by an old version";
    private static readonly string[] s_kinds = ["removed", "emptied", "cut", "zeroed", "filled with garbage", "a bit flipped", "grown", Older];
    private readonly Dictionary<string, List<byte[]>> _old = [];

    /// <summary>Files that may be damaged, relative to the folder, with what they are.</summary>
    public static IReadOnlyList<string> Targets { get; } = ["database", "database log", "export", "journal"];

    /// <summary>Remembers the files as they are now.</summary>
    public void Remember()
    {
        foreach (var file in Targets.SelectMany(Files))
        {
            if (TryRead(file) is not { } bytes) continue;
            var versions = _old.TryGetValue(file, out var known) ? known : _old[file] = [];
            versions.Add(bytes);
            if (versions.Count > 4) versions.RemoveAt(0);
        }
    }

    /// <summary>Damages one file.</summary>
    /// <returns>A sentence, and what the log must name: empty where the damage changed nothing that is used.</returns>
    public (string What, string Named) Do(string target, Random luck)
    {
        var files = Files(target).ToList();
        if (files.Count == 0) return ($"no {target} to damage", "");
        var file = files[luck.Next(files.Count)];
        var kind = s_kinds[luck.Next(s_kinds.Length)];
        var before = Read(file);
        var (after, where) = Change(kind, file, before, luck);
        if (after is null) File.Delete(file);
        else File.WriteAllBytes(file, after);
        return ($"{Path.GetFileName(file)} {kind}{where}", Named(target, kind, file, before, after));
    }

    private IEnumerable<string> Files(string target) => target switch
    {
        "database" => Existing("configuration.db"),
        "database log" => Existing("configuration-log.db"),
        "export" => Existing("configuration.rsc"),
        _ => Directory.GetFiles(Path.Combine(folder, "journal")).Where(file => file.EndsWith(".a") || file.EndsWith(".b")).Order(StringComparer.Ordinal),
    };

    private string[] Existing(string name) => File.Exists(Path.Combine(folder, name)) ? [Path.Combine(folder, name)] : [];

    // The other process may be dropping it just then.
    private static byte[]? TryRead(string file)
    {
        try
        {
            return Read(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static int Used(byte[] bytes) => bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;

    private (byte[]? After, string Where) Change(string kind, string file, byte[] before, Random luck)
    {
        var after = before.ToArray();
        // Behind the last octet that is not zero there is nothing to damage in a journal.
        var used = Used(before);
        var offset = luck.Next(used + 1);
        var length = luck.Next(1, luck.Next(2) == 0 ? 64 : 20_000);
        var range = after.AsSpan(offset, Math.Min(length, after.Length - offset));
        switch (kind)
        {
            case "removed": return (null, "");
            case "emptied": return ([], "");
            case "cut": return (after[..offset], $" at {offset} of {used}");
            case "zeroed": range.Clear(); break;
            case "filled with garbage": luck.NextBytes(range); break;
            case "a bit flipped" when used > 0: after[Math.Min(offset, used - 1)] ^= (byte)(1 << luck.Next(8)); break;
            case "grown":
                var more = new byte[luck.Next(1, 20_000)];
                luck.NextBytes(more);
                return ([.. after, .. more], $" by {more.Length} from {before.Length}");
            case Older when _old.TryGetValue(file, out var versions): return (versions[luck.Next(versions.Count)], "");
        }
        return (after, $" at {offset} of {used}, {range.Length} octets");
    }

    private string Named(string target, string kind, string file, byte[] before, byte[]? after) => target switch
    {
        "export" when kind == Older && after is not null && IsContinued(after, before) => "",
        "export" when after is null || !after.AsSpan().SequenceEqual(before) => "configuration.rsc",
        "database" when after is null => "database",
        // Of a journal that was being dropped when the process died, nobody misses a copy; a newest one does matter.
        "journal" when after is not null && Used(before) > 0 && file == Newest(file) && !after.AsSpan(0, Math.Min(after.Length, Used(before))).SequenceEqual(before.AsSpan(0, Used(before))) => "journal",
        _ => "",
    };

    // The journal is dropped a moment after the export is written. What dies in between leaves both, and then an older export lacks nothing.
    private bool IsContinued(byte[] older, byte[] newer)
    {
        var names = new NameCache();
        var begins = ExportFile.Parse(older, names).Revision;
        var journal = JournalReader.Read(Path.Combine(folder, "journal"), names, exported: begins);
        long[] reached = [ExportFile.Parse(newer, names).Revision, journal.Reached, journal.Commits.Count > 0 ? journal.Commits[^1].Revision : 0];
        return journal.Commits.Count(commit => commit.Revision > begins) == reached.Max() - begins;
    }

    private string? Newest(string file) => Files("journal").LastOrDefault(other => other[^1] == file[^1] && Used(Read(other)) > 0);
}
