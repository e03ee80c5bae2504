namespace Appliance.Imaging.Partitions;

/// <summary>The ids by which a disk and its partitions are told from all others.</summary>
public static class GptIds
{
    private const int IdOffset = 16, IdSize = 16;

    /// <summary>Gives new ids to a disk that was copied from another, and to its partitions. One without a sound GPT stays as it is.</summary>
    /// <param name="disk">Seekable; the whole disk.</param>
    public static void Renew(Stream disk)
    {
        var region = ImageRegion.Of(disk, disk.Length);
        var copies = ((long[])[disk.Length / ImageRegion.SectorSize - 1, 1]).Select(sector => GptReader.TryRead(region, sector)).OfType<GptReader>().ToList();
        if (copies.Count == 0) return;
        var (id, table) = (Guid.NewGuid(), copies[^1].Table);
        for (var entry = 0; entry < table.Length; entry += (int)copies[^1].Header.SizeOfEntry)
        {
            if (table.AsSpan(entry, IdSize).ContainsAnyExcept((byte)0)) Guid.NewGuid().TryWriteBytes(table.AsSpan(entry + IdOffset, IdSize));
        }

        // Until the first copy is written, the other one is nobody's.
        foreach (var header in copies.Select(copy => copy.Header with { DiskId = id, EntriesSum = Crc32.Of(table) }))
        {
            Put(disk, header.Entries, table);
            Put(disk, header.At, header.ToSector());
        }
    }

    private static void Put(Stream disk, long sector, ReadOnlySpan<byte> octets)
    {
        disk.Position = sector * ImageRegion.SectorSize;
        disk.Write(octets);
    }
}
