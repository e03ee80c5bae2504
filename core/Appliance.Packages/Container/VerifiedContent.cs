using System.IO.Compression;
using System.Security.Cryptography;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>One file of a zip against its line in the manifest. Never reads more than the manifest promised.</summary>
internal sealed class VerifiedContent(ZipArchive zip, PackagedFile file) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Problem? CopyTo(Stream target)
    {
        if (zip.GetEntry(file.Path) is not { } entry)
            return Refusal.MissingFile(file.Path);

        using var content = entry.Open();
        var buffer = new byte[81920];
        long total = 0;
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            total += read;
            if (total > file.Size)
                return Refusal.ChangedFile(file.Path);
            _hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }

        var same = Convert.ToHexStringLower(_hash.GetHashAndReset()) == file.Sha256;
        return total == file.Size && same ? null : Refusal.ChangedFile(file.Path);
    }

    public void Dispose() => _hash.Dispose();
}
