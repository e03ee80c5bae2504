using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Appliance.Engine.Store;
using Appliance.Engine.Store.Export;

namespace Appliance.Engine.Archive;

/// <summary>
/// A configuration as a file: magic, version, kind of encryption, for an encrypted one what its key was made with, then the compressed
/// text export, sealed with AES-256-GCM where there is a password, and SHA-256 over all of it. The hash tells damage from a wrong password.
/// </summary>
internal static class BackupFile
{
    private const byte Version = 1;
    private const int Iterations = 600_000;
    private const int MostIterations = 10_000_000;
    private const int SaltLength = 16, NonceLength = 12, TagLength = 16, KeyLength = 32;

    // A backup of 100,000 items has a tenth of this; more is a bomb.
    private const int LargestText = 1 << 28;

    private static ReadOnlySpan<byte> Magic => "appliance backup"u8;

    public static byte[] Write(StoredConfiguration configuration, string? password)
    {
        using var text = new MemoryStream();
        using (var packed = new BrotliStream(text, CompressionLevel.Fastest, leaveOpen: true)) new ExportWriter(packed).Write(configuration);
        using var file = new MemoryStream();
        file.Write(Magic);
        file.WriteByte(Version);
        file.WriteByte(string.IsNullOrEmpty(password) ? (byte)0 : (byte)1);
        if (string.IsNullOrEmpty(password)) file.Write(text.ToArray());
        else Seal(file, text.ToArray(), password);
        file.Write(SHA256.HashData(file.ToArray()));
        return file.ToArray();
    }

    /// <exception cref="PasswordNeededException">It is encrypted.</exception>
    /// <exception cref="InvalidDataException">The sentence says why it cannot be used.</exception>
    public static StoredConfiguration Read(ReadOnlySpan<byte> file, string? password)
    {
        if (file.Length < Magic.Length + 2 + SHA256.HashSizeInBytes || !file.StartsWith(Magic)) throw new InvalidDataException("file is not a backup, or is damaged");
        var body = file[..^SHA256.HashSizeInBytes];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(file[^SHA256.HashSizeInBytes..])) throw Damaged();
        if (body[Magic.Length] != Version) throw new InvalidDataException("backup was made by another version of the software");
        var rest = body[(Magic.Length + 2)..];
        return body[Magic.Length + 1] switch
        {
            0 => Unpack(rest),
            1 => Unpack(Unseal(rest, body[..(Magic.Length + 2)], password)),
            _ => throw Damaged(),
        };
    }

    private static void Seal(MemoryStream file, byte[] plain, string password)
    {
        var head = file.ToArray();
        Span<byte> key = stackalloc byte[sizeof(int) + SaltLength + NonceLength];
        BinaryPrimitives.WriteInt32LittleEndian(key, Iterations);
        RandomNumberGenerator.Fill(key[sizeof(int)..]);
        var (sealedText, tag) = (new byte[plain.Length], new byte[TagLength]);
        using (var aes = CipherOf(key, password)) aes.Encrypt(key[^NonceLength..], plain, sealedText, tag, head);
        file.Write(key);
        file.Write(sealedText);
        file.Write(tag);
    }

    private static byte[] Unseal(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> head, string? password)
    {
        const int KeyPart = sizeof(int) + SaltLength + NonceLength;
        if (rest.Length < KeyPart + TagLength || BinaryPrimitives.ReadInt32LittleEndian(rest) is < 1 or > MostIterations) throw Damaged();
        if (password is null) throw new PasswordNeededException();
        var plain = new byte[rest.Length - KeyPart - TagLength];
        try
        {
            using var aes = CipherOf(rest[..KeyPart], password);
            aes.Decrypt(rest.Slice(KeyPart - NonceLength, NonceLength), rest[KeyPart..^TagLength], rest[^TagLength..], plain, head);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new InvalidDataException("wrong password");
        }
    }

    private static AesGcm CipherOf(ReadOnlySpan<byte> key, string password) =>
        new(Rfc2898DeriveBytes.Pbkdf2(password, key.Slice(sizeof(int), SaltLength), BinaryPrimitives.ReadInt32LittleEndian(key), HashAlgorithmName.SHA256, KeyLength), TagLength);

    private static StoredConfiguration Unpack(ReadOnlySpan<byte> packed)
    {
        using var text = new MemoryStream();
        try
        {
            using var unpacked = new BrotliStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            var part = new byte[1 << 16];
            for (int read; (read = unpacked.Read(part)) > 0;)
            {
                if (text.Length + read > LargestText) throw Damaged();
                text.Write(part, 0, read);
            }
            return ExportFile.Parse(text.GetBuffer().AsMemory(0, (int)text.Length), new NameCache()).ToConfiguration([]);
        }
        catch (Exception bad) when (bad is InvalidOperationException or IOException or InvalidDataException)
        {
            throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("backup file is damaged");
}
