using NSec.Cryptography;

namespace Appliance.Packages.Signing;

/// <summary>The private key of who makes packages; a PEM file that <c>openssl pkey</c> reads too.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly Key _key;

    private SigningKey(Key key) => _key = key;

    /// <summary>The public key as one word, as the router's list of trusted keys has it.</summary>
    public string PublicText => Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    public static SigningKey Generate() =>
        new(Key.Create(SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }));

    /// <exception cref="FormatException">The file holds no Ed25519 key.</exception>
    public static SigningKey Read(string path) => new(Key.Import(SignatureAlgorithm.Ed25519, File.ReadAllBytes(path), KeyBlobFormat.PkixPrivateKeyText));

    /// <summary>Writes a new file that only its owner can read; never over an existing one.</summary>
    public void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using var file = new FileStream(path, options);
        file.Write(_key.Export(KeyBlobFormat.PkixPrivateKeyText));
    }

    internal PackageSignature Sign(ReadOnlySpan<byte> manifest) =>
        new(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey), SignatureAlgorithm.Ed25519.Sign(_key, manifest));

    public void Dispose() => _key.Dispose();
}
