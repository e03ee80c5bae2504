namespace Appliance.Engine.Tests.Store;

/// <summary>What disks, power cuts and people do to a file.</summary>
internal static class Damage
{
    public static readonly string[] Kinds = ["removed", "emptied", "cut", "zeroed from somewhere", "zeroed in a page", "filled with garbage", "one byte changed"];

    /// <summary>The store's files, relative to its folder.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Where(file => file != "lock").Order(StringComparer.Ordinal);

    /// <summary>Damages a file; returns a sentence.</summary>
    public static string Do(string kind, string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        // Beyond the last byte that is not zero there is nothing to damage in a journal.
        var used = bytes.AsSpan().LastIndexOfAnyExcept((byte)0) + 1;
        var offset = random.Next(used + 1);
        var page = bytes.AsSpan(Math.Min(offset / 8192 * 8192, bytes.Length));
        page = page[..Math.Min(page.Length, 8192)];
        switch (kind)
        {
            case "removed": File.Delete(path); return $"{path} removed";
            case "emptied": bytes = []; break;
            case "cut": bytes = bytes[..offset]; break;
            case "zeroed from somewhere": bytes.AsSpan(offset).Clear(); break;
            case "zeroed in a page": page.Clear(); break;
            case "filled with garbage": random.NextBytes(page); break;
            case "one byte changed" when used > 0: bytes[Math.Min(offset, used - 1)] ^= (byte)random.Next(1, 256); break;
        }
        File.WriteAllBytes(path, bytes);
        return $"{path} {kind} at {offset} of {used}";
    }
}
