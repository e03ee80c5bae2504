using NSec.Cryptography;

namespace Appliance.Packages.Signing;

/// <summary>The file <c>manifest.sig</c>: the signer's public key, then the Ed25519 signature. The key only says whom to look up.</summary>
internal sealed record PackageSignature(byte[] PublicKey, byte[] Value)
{
    public static int Size { get; } = SignatureAlgorithm.Ed25519.PublicKeySize + SignatureAlgorithm.Ed25519.SignatureSize;

    public byte[] ToBytes() => [.. PublicKey, .. Value];

    public static PackageSignature? Parse(byte[] file)
    {
        var split = SignatureAlgorithm.Ed25519.PublicKeySize;
        return file.Length == Size ? new PackageSignature(file[..split], file[split..]) : null;
    }
}
