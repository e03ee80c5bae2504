using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>
/// The zip's comment: a hash of everything before it. A zip has bits that no content hash covers (times, padding, attributes);
/// with the seal any damage and any half upload shows before the file is parsed. It proves nothing about who made the file.
/// </summary>
internal static class PackageSeal
{
    private const string Label = "npk-sha256:";
    private const int EndRecord = 22;

    public static string Placeholder { get; } = new('-', Label.Length + 2 * SHA256.HashSizeInBytes);

    /// <summary>Replaces the placeholder, which is the zip's comment and so its last bytes.</summary>
    public static void Write(Stream zip)
    {
        var seal = Of(zip, zip.Length - Placeholder.Length);
        zip.Position = zip.Length - seal.Length;
        zip.Write(seal);
    }

    public static Problem? Check(Stream zip)
    {
        if (zip.Length > PackageLimits.Packed)
            return Refusal.TooBig;
        if (zip.Length < EndRecord + Placeholder.Length)
            return Refusal.Incomplete;

        var tail = new byte[EndRecord + Placeholder.Length];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        if (!tail.AsSpan(EndRecord).SequenceEqual(Of(zip, zip.Length - Placeholder.Length)))
            return Refusal.Incomplete;

        zip.Position = 0;
        return CheckDirectory(tail, zip.Length);
    }

    // Reading a zip's directory takes memory for every entry: its size is known from the end record before that.
    private static Problem? CheckDirectory(ReadOnlySpan<byte> end, long length)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != 0x06054b50)
            return Refusal.Incomplete;
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(end[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(end[16..]);
        if (entries > PackageLimits.Files || size > PackageLimits.Directory)
            return Refusal.TooBig;
        return offset + size == length - end.Length ? null : Refusal.Incomplete;
    }

    private static byte[] Of(Stream zip, long count)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        zip.Position = 0;
        while (count > 0)
        {
            var read = zip.Read(buffer, 0, (int)Math.Min(buffer.Length, count));
            if (read == 0)
                break;
            hash.AppendData(buffer, 0, read);
            count -= read;
        }

        return Encoding.ASCII.GetBytes(Label + Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
