using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Appliance.Packages.Signing;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>An open package that passed every check of the container: it is whole, signed by somebody trusted, and harmless to unpack.</summary>
public sealed class Npk : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly byte[] _manifest, _signature;

    private Npk(ZipArchive zip, byte[] manifest, byte[] signature)
    {
        (_zip, _manifest, _signature) = (zip, manifest, signature);
        Manifest = JsonSerializer.Deserialize(manifest, ManifestJson.Default.PackageManifest) ?? throw new JsonException();
        Digest = Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    public PackageManifest Manifest { get; }

    /// <summary>The files of the manifest that are here: a copy for guests has not all of them.</summary>
    public IReadOnlyList<PackagedFile> Files => [.. PackageContents.Present(_zip, Manifest)];

    /// <summary>Hash of the manifest, and so of everything that the package holds.</summary>
    public string Digest { get; }

    /// <summary>Opens a package after checking all of it; nothing is written anywhere.</summary>
    public static bool TryOpen(string path, TrustedKeys trusted, [NotNullWhen(true)] out Npk? package, [NotNullWhen(false)] out Problem? problem)
    {
        package = null;
        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            problem = PackageSeal.Check(file) ?? Open(file, trusted, out package);
        }
        catch (Exception trouble) when (trouble is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            problem = Refusal.Incomplete;
        }
        catch (JsonException)
        {
            problem = Refusal.BadManifest("it can not be parsed");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            problem = Refusal.Unreadable(trouble.Message);
        }

        if (package is null)
            file?.Dispose();
        return package is not null;
    }

    /// <summary>A file of the package, verified again while it is copied.</summary>
    public void Copy(PackagedFile file, Stream target)
    {
        using var content = new VerifiedContent(_zip, file);
        if (content.CopyTo(target) is { } problem)
            throw new InvalidDataException(problem.Sentence);
    }

    /// <summary>Writes a copy without what is for machines only. It is the same package: signed by the same, with the same digest.</summary>
    /// <param name="target">Readable, writable, seekable and empty.</param>
    public void WriteForGuests(Stream target) => NpkWriter.Write(target, _manifest, _signature, Files.Where(file => !file.MachinesOnly).ToDictionary(file => file.Path, file =>
    {
        using var content = new MemoryStream();
        Copy(file, content);
        return content.ToArray();
    }));

    public void Dispose() => _zip.Dispose();

    private static Problem? Open(FileStream file, TrustedKeys trusted, out Npk? package)
    {
        package = null;
        var zip = new ZipArchive(file, ZipArchiveMode.Read);
        if (Small(zip, PackagePaths.Manifest, PackageLimits.Manifest) is not { } manifest)
            return Refusal.NoManifest;
        if (Small(zip, PackagePaths.Signature, PackageSignature.Size) is not { } signature)
            return Refusal.Unsigned;
        if (PackageSignature.Parse(signature) is not { } parsed)
            return Refusal.ChangedManifest;
        if (!trusted.Knows(parsed))
            return Refusal.Stranger;
        if (!trusted.Verifies(parsed, manifest))
            return Refusal.ChangedManifest;

        var candidate = new Npk(zip, manifest, signature);
        var problem = ManifestRules.Check(candidate.Manifest) ?? PackageContents.Check(zip, candidate.Manifest);
        package = problem is null ? candidate : null;
        return problem;
    }

    private static byte[]? Small(ZipArchive zip, string path, int most)
    {
        if (zip.GetEntry(path) is not { } entry)
            return null;
        if (entry.Length > most)
            throw new InvalidDataException();
        var content = new byte[entry.Length];
        using var stream = entry.Open();
        stream.ReadExactly(content);
        return content;
    }
}
