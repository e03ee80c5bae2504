using System.Buffers.Binary;
using System.IO.Hashing;

namespace Appliance.Engine.Store.Journal;

/// <summary>Framing of a record: 4 bytes length of the payload, 8 bytes hash of length and payload, payload.</summary>
internal static class JournalRecord
{
    public const int HeaderLength = 12;

    /// <summary>A length beyond this is garbage, not a commit.</summary>
    public const int Longest = 1 << 30;

    public static void Write(BinaryRecordWriter payload, BinaryRecordWriter journal)
    {
        journal.Fixed32((uint)payload.Length);
        journal.Fixed64(Hash(payload.Written));
        journal.Bytes(payload.Written);
    }

    /// <summary>The payload of the record at the start of these bytes, or false where there is none: zeros, garbage or a cut record.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> payload)
    {
        payload = default;
        if (bytes.Length < HeaderLength) return false;
        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length is 0 or > Longest || length > bytes.Length - HeaderLength) return false;
        var candidate = bytes.Slice(HeaderLength, (int)length);
        if (Hash(candidate) != BinaryPrimitives.ReadUInt64LittleEndian(bytes[4..])) return false;
        payload = candidate;
        return true;
    }

    // The length takes part as the seed, so that a record is never taken for a shorter one.
    private static ulong Hash(ReadOnlySpan<byte> payload) => XxHash3.HashToUInt64(payload, payload.Length);
}
