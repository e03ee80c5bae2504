using System.Buffers.Binary;

namespace Appliance.Imaging.Fat;

/// <summary>How a FAT file system is laid out, from its first sector. Places are octets.</summary>
internal sealed record FatGeometry
{
    private const int MostFat12 = 4085, MostFat16 = 65525;
    private const int DirectoryEntrySize = 32;

    /// <summary>12, 16 or 32.</summary>
    public required int Bits { get; init; }

    public required long Table { get; init; }
    public required long Root { get; init; }

    /// <summary>0 where the root is a chain of clusters.</summary>
    public required int RootLength { get; init; }

    public required uint RootCluster { get; init; }
    public required long Data { get; init; }
    public required int ClusterSize { get; init; }

    /// <summary>Clusters are numbered from 2.</summary>
    public required long Clusters { get; init; }

    /// <exception cref="InvalidImageException">It is no FAT file system, or a damaged one.</exception>
    public static FatGeometry Read(ImageRegion volume)
    {
        var octets = new byte[ImageRegion.SectorSize];
        volume.Read(0, octets);
        ReadOnlySpan<byte> boot = octets;
        int sector = BinaryPrimitives.ReadUInt16LittleEndian(boot[11..]), perCluster = boot[13], reserved = BinaryPrimitives.ReadUInt16LittleEndian(boot[14..]), tables = boot[16];
        var rootEntries = BinaryPrimitives.ReadUInt16LittleEndian(boot[17..]);
        long total = BinaryPrimitives.ReadUInt16LittleEndian(boot[19..]), tableSectors = BinaryPrimitives.ReadUInt16LittleEndian(boot[22..]);
        if (total == 0) total = BinaryPrimitives.ReadUInt32LittleEndian(boot[32..]);
        var is32 = tableSectors == 0;
        if (is32) tableSectors = BinaryPrimitives.ReadUInt32LittleEndian(boot[36..]);
        if (BinaryPrimitives.ReadUInt16LittleEndian(boot[510..]) != 0xAA55 || sector is not (512 or 1024 or 2048 or 4096) || perCluster == 0 || (perCluster & (perCluster - 1)) != 0
            || reserved == 0 || tables is < 1 or > 4 || tableSectors == 0 || (rootEntries == 0) != is32)
            throw new InvalidImageException("it has no FAT file system");
        var rootSectors = (rootEntries * DirectoryEntrySize + sector - 1) / sector;
        var data = reserved + tables * tableSectors + rootSectors;
        var clusters = (total - data) / perCluster;
        if (total <= data || total * sector > volume.Length) throw new InvalidImageException("its FAT file system is larger than its place");
        var bits = is32 ? 32 : clusters < MostFat12 ? 12 : clusters < MostFat16 ? 16 : throw new InvalidImageException("its FAT file system has too many clusters");
        return new FatGeometry
        {
            Bits = bits,
            Table = (long)reserved * sector,
            Root = (reserved + tables * tableSectors) * sector,
            RootLength = rootEntries * DirectoryEntrySize,
            RootCluster = is32 ? BinaryPrimitives.ReadUInt32LittleEndian(boot[44..]) : 0,
            Data = data * sector,
            ClusterSize = perCluster * sector,
            // What the table has no room for is not there.
            Clusters = Math.Min(clusters, tableSectors * sector * 8 / bits - 2),
        };
    }
}
