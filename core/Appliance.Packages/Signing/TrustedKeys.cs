using NSec.Cryptography;

namespace Appliance.Packages.Signing;

/// <summary>The public keys whose packages this router installs. File: a key a line, a blank, who it is; # begins a comment.</summary>
public sealed class TrustedKeys
{
    private readonly Dictionary<string, PublicKey> _keys = [];

    public TrustedKeys(IEnumerable<string> publicTexts)
    {
        foreach (var text in publicTexts)
        {
            // A line that is no key trusts nobody; the packages that it was meant for are refused and logged.
            var raw = new byte[SignatureAlgorithm.Ed25519.PublicKeySize];
            if (Convert.TryFromBase64String(text, raw, out var length) && length == raw.Length
                && PublicKey.TryImport(SignatureAlgorithm.Ed25519, raw, KeyBlobFormat.RawPublicKey, out var key) && key is not null)
                _keys[text] = key;
        }
    }

    public int Count => _keys.Count;

    /// <summary>Reads the file; a missing one trusts nobody.</summary>
    public static TrustedKeys Read(string path) => new(File.Exists(path)
        ? File.ReadLines(path).Select(line => line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("")).Where(word => word != "")
        : []);

    internal bool Knows(PackageSignature signature) => _keys.ContainsKey(Convert.ToBase64String(signature.PublicKey));

    internal bool Verifies(PackageSignature signature, ReadOnlySpan<byte> manifest) =>
        _keys.TryGetValue(Convert.ToBase64String(signature.PublicKey), out var key) && SignatureAlgorithm.Ed25519.Verify(key, manifest, signature.Value);
}
