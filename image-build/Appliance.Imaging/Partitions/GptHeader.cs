using System.Buffers.Binary;

namespace Appliance.Imaging.Partitions;

/// <summary>One of the two headers of a GPT. Places are sectors.</summary>
internal sealed record GptHeader
{
    public const int EntrySize = 128, EntryCount = 128;
    private const int Size = 92;
    private const uint Revision = 0x00010000;

    public required long At { get; init; }
    public required long Other { get; init; }
    public required long FirstUsable { get; init; }
    public required long LastUsable { get; init; }
    public required Guid DiskId { get; init; }
    public required long Entries { get; init; }
    public uint Count { get; init; } = EntryCount;
    public uint SizeOfEntry { get; init; } = EntrySize;
    public required uint EntriesSum { get; init; }

    private static ReadOnlySpan<byte> Signature => "EFI PART"u8;

    /// <returns>Null where the sector is none, or damaged.</returns>
    public static GptHeader? Parse(ReadOnlySpan<byte> sector)
    {
        if (!sector.StartsWith(Signature)) return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(sector[12..]);
        if (size is < Size or > ImageRegion.SectorSize) return null;
        var copy = sector[..(int)size].ToArray();
        copy.AsSpan(16, 4).Clear();
        if (Crc32.Of(copy) != BinaryPrimitives.ReadUInt32LittleEndian(sector[16..])) return null;
        return new GptHeader
        {
            At = BinaryPrimitives.ReadInt64LittleEndian(sector[24..]),
            Other = BinaryPrimitives.ReadInt64LittleEndian(sector[32..]),
            FirstUsable = BinaryPrimitives.ReadInt64LittleEndian(sector[40..]),
            LastUsable = BinaryPrimitives.ReadInt64LittleEndian(sector[48..]),
            DiskId = new Guid(sector[56..72]),
            Entries = BinaryPrimitives.ReadInt64LittleEndian(sector[72..]),
            Count = BinaryPrimitives.ReadUInt32LittleEndian(sector[80..]),
            SizeOfEntry = BinaryPrimitives.ReadUInt32LittleEndian(sector[84..]),
            EntriesSum = BinaryPrimitives.ReadUInt32LittleEndian(sector[88..]),
        };
    }

    public byte[] ToSector()
    {
        var sector = new byte[ImageRegion.SectorSize];
        var span = sector.AsSpan();
        Signature.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[8..], Revision);
        BinaryPrimitives.WriteUInt32LittleEndian(span[12..], Size);
        BinaryPrimitives.WriteInt64LittleEndian(span[24..], At);
        BinaryPrimitives.WriteInt64LittleEndian(span[32..], Other);
        BinaryPrimitives.WriteInt64LittleEndian(span[40..], FirstUsable);
        BinaryPrimitives.WriteInt64LittleEndian(span[48..], LastUsable);
        DiskId.TryWriteBytes(span[56..]);
        BinaryPrimitives.WriteInt64LittleEndian(span[72..], Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(span[80..], Count);
        BinaryPrimitives.WriteUInt32LittleEndian(span[84..], SizeOfEntry);
        BinaryPrimitives.WriteUInt32LittleEndian(span[88..], EntriesSum);
        BinaryPrimitives.WriteUInt32LittleEndian(span[16..], Crc32.Of(span[..Size]));
        return sector;
    }
}
