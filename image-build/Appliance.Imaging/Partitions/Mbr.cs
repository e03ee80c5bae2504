using System.Buffers.Binary;

namespace Appliance.Imaging.Partitions;

/// <summary>The first sector of a disk: a BIOS's loader, and four partitions, one of which may hold further ones.</summary>
public sealed class Mbr
{
    private const int CodeSize = 440, TableOffset = 446, EntrySize = 16, Entries = 4, SignatureOffset = 510, MostLogical = 128;
    private const ushort Signature = 0xAA55;
    private readonly byte[] _sector;

    private Mbr(byte[] sector) => _sector = sector;

    /// <summary>Whether a BIOS would find something to run.</summary>
    public bool HasCode => _sector.AsSpan(0, CodeSize).ContainsAnyExcept((byte)0);

    /// <summary>Whether one of the four stands for a GPT.</summary>
    public bool HasGpt => Enumerable.Range(0, Entries).Any(index => Entry(_sector, index).Type == PartitionTypes.MbrProtective);

    /// <returns>Null where the disk's first sector is none.</returns>
    public static Mbr? Read(ImageRegion disk) => ReadSector(disk, 0) is { } sector ? new Mbr(sector) : null;

    public IReadOnlyList<Partition> Partitions(ImageRegion disk)
    {
        var found = new List<Partition>();
        for (var index = 0; index < Entries; index++)
        {
            var entry = Entry(_sector, index);
            if (entry.Sectors != 0 && !IsExtended(entry.Type)) found.Add(PartitionOf(index + 1, 0, entry));
        }
        var extended = Enumerable.Range(0, Entries).Select(index => Entry(_sector, index)).FirstOrDefault(entry => IsExtended(entry.Type));
        if (extended.Start != 0) found.AddRange(Logical(disk, extended.Start));
        return found;
    }

    // Each link of the chain has one partition, and the place of the next link. A chain that bites its own tail is as long as one may be.
    private static IEnumerable<Partition> Logical(ImageRegion disk, uint start)
    {
        var (at, number) = ((long)start, Entries + 1);
        while (number <= Entries + MostLogical && ReadSector(disk, at * ImageRegion.SectorSize) is { } link)
        {
            var (here, next) = (Entry(link, 0), Entry(link, 1));
            if (here.Sectors != 0 && here.Type != 0) yield return PartitionOf(number++, at, here);
            if (next.Start == 0 || !IsExtended(next.Type)) yield break;
            var after = (long)start + next.Start;
            if (after <= at) yield break;
            at = after;
        }
    }

    private static byte[]? ReadSector(ImageRegion disk, long offset)
    {
        if (offset > disk.Length - ImageRegion.SectorSize) return null;
        var sector = new byte[ImageRegion.SectorSize];
        disk.Read(offset, sector);
        return BinaryPrimitives.ReadUInt16LittleEndian(sector.AsSpan(SignatureOffset)) == Signature ? sector : null;
    }

    private static Partition PartitionOf(int number, long from, (byte Type, uint Start, uint Sectors) entry) =>
        new(number, (from + entry.Start) * ImageRegion.SectorSize, entry.Sectors * (long)ImageRegion.SectorSize) { MbrType = entry.Type };

    private static (byte Type, uint Start, uint Sectors) Entry(byte[] sector, int index)
    {
        var entry = sector.AsSpan(TableOffset + index * EntrySize, EntrySize);
        return (entry[4], BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]), BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]));
    }

    private static bool IsExtended(byte type) => type is PartitionTypes.MbrExtended or PartitionTypes.MbrExtendedLba or PartitionTypes.MbrLinuxExtended;

    /// <summary>The sector of a disk whose partitions are all in its GPT.</summary>
    internal static byte[] Protective(long sectors)
    {
        var sector = new byte[ImageRegion.SectorSize];
        var entry = sector.AsSpan(TableOffset, EntrySize);
        // From the second cylinder, as far as a BIOS could count.
        (entry[2], entry[4]) = (2, PartitionTypes.MbrProtective);
        entry[5..8].Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[8..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[12..], (uint)Math.Min(uint.MaxValue, sectors - 1));
        BinaryPrimitives.WriteUInt16LittleEndian(sector.AsSpan(SignatureOffset), Signature);
        return sector;
    }
}
