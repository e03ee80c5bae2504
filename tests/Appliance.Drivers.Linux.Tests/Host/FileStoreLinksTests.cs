using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Values;
using CsCheck;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class FileStoreLinksTests
{
    private static readonly string[] s_targets =
        ["a", "b/c", "../a", "..", "../..", "../../secret", "/", "/tmp", "a/../../b", "ROOT/a", "ROOT", "ROOT/../secret", ".", "./d"];
    private static readonly Gen<string[]> s_name = Gen.Int[0, 3].Select(letter => "abcd"[letter..(letter + 1)]).Array[1, 3];
    // An index beyond the targets makes a plain file.
    private static readonly Gen<(string[] Name, int Target)> s_entry = Gen.Select(s_name, Gen.Int[0, s_targets.Length + 4]);

    [Fact]
    public void No_forest_of_links_leads_out_of_the_store() =>
        Gen.Select(s_entry.Array[1, 8], s_name.Array[1, 8]).Sample(
            (entries, names) =>
            {
                using var folder = new TemporaryFolder();
                var store = new FileStore(folder.Under("store"), utc => utc);
                foreach (var (name, target) in entries) Make(store, name, target);
                foreach (var name in names.Select(parts => new FilePath(string.Join('/', parts))))
                {
                    if (PathOf(store, name) is { } path) Prefixes(path).ShouldAllBe(prefix => IsPlainAndInside(store, prefix));
                    else store.Exists(name).ShouldBeFalse();
                }
                foreach (var file in store.List().Where(file => !file.IsFolder)) store.Exists(file.Path).ShouldBeTrue();
            },
            iter: 300);

    private static void Make(FileStore store, string[] name, int target)
    {
        var path = Path.Combine([store.Root, .. name]);
        var folder = Path.GetDirectoryName(path)!;
        var isTaken = Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
        if (isTaken || Prefixes(folder).Any(prefix => !IsPlainAndInside(store, prefix) || File.Exists(prefix))) return;
        Directory.CreateDirectory(folder);
        if (target >= s_targets.Length) File.WriteAllText(path, "content");
        else File.CreateSymbolicLink(path, s_targets[target].Replace("ROOT", store.Root, StringComparison.Ordinal));
    }

    private static string? PathOf(FileStore store, FilePath name)
    {
        try
        {
            return store.PathOf(name);
        }
        catch (RefusedException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var at = path; at.Length > 1; at = Path.GetDirectoryName(at)!) yield return at;
    }

    // The check does not share the store's way of resolving: no part of the answer is a link, so it is where it says.
    private static bool IsPlainAndInside(FileStore store, string path) =>
        !path.StartsWith(store.Root, StringComparison.Ordinal) ? store.Root.StartsWith(path, StringComparison.Ordinal) : new FileInfo(path).LinkTarget is null;
}
