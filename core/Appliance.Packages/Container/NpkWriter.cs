using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Appliance.Packages.Signing;

namespace Appliance.Packages.Container;

/// <summary>Writes packages. The same input gives the same bytes.</summary>
public static class NpkWriter
{
    // The earliest time that a zip can hold; the build time stands in the manifest.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const int RegularFile = 0b1000_000_110_100_100 << 16;

    /// <summary>Packs and signs.</summary>
    /// <param name="target">Readable, writable, seekable and empty.</param>
    /// <param name="manifest">Its list of files is made here.</param>
    /// <param name="files">Content by path inside the package.</param>
    /// <param name="key">Who signs; nobody for a package that no router takes.</param>
    /// <param name="machinesOnly">Paths of files that copies for guests are without.</param>
    public static void Write(Stream target, PackageManifest manifest, IReadOnlyDictionary<string, byte[]> files, SigningKey? key, IReadOnlySet<string>? machinesOnly = null)
    {
        var complete = JsonSerializer.SerializeToUtf8Bytes(manifest with { Files = Listed(files, machinesOnly) }, ManifestJson.Default.PackageManifest);
        Write(target, complete, key?.Sign(complete).ToBytes(), files);
    }

    internal static IReadOnlyList<PackagedFile> Listed(IReadOnlyDictionary<string, byte[]> files, IReadOnlySet<string>? machinesOnly = null) =>
        [.. Sorted(files).Select(file => new PackagedFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value)), machinesOnly?.Contains(file.Key) == true))];

    internal static void Write(Stream target, byte[] manifest, byte[]? signature, IReadOnlyDictionary<string, byte[]> files)
    {
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = PackageSeal.Placeholder;
            Add(zip, PackagePaths.Manifest, manifest);
            if (signature is not null)
                Add(zip, PackagePaths.Signature, signature);
            foreach (var (path, content) in Sorted(files))
                Add(zip, path, content);
        }

        PackageSeal.Write(target);
    }

    private static void Add(ZipArchive zip, string path, byte[] content)
    {
        var entry = zip.CreateEntry(path, IsCompressed(path) ? CompressionLevel.NoCompression : CompressionLevel.SmallestSize);
        entry.LastWriteTime = s_time;
        entry.ExternalAttributes = RegularFile;
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static bool IsCompressed(string path) => Path.GetExtension(path) is ".squashfs" or ".npk" || Path.GetFileName(path) == "vmlinuz";

    private static IOrderedEnumerable<KeyValuePair<string, byte[]>> Sorted(IReadOnlyDictionary<string, byte[]> files) =>
        files.OrderBy(file => file.Key, StringComparer.Ordinal);
}
