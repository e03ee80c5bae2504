using System.Buffers.Binary;
using System.Text;

namespace Appliance.Imaging.Partitions;

/// <summary>Reads a GPT: the copy at the beginning of the disk, or where that is damaged the one at its end.</summary>
internal sealed record GptReader(GptHeader Header, byte[] Table)
{
    private const int MostTable = 1 << 20, NameOffset = 56;

    /// <exception cref="InvalidImageException">Both are damaged.</exception>
    public static GptReader Read(ImageRegion disk) => TryRead(disk, 1) ?? TryRead(disk, disk.Length / ImageRegion.SectorSize - 1)
        ?? throw new InvalidImageException("its partition table is damaged");

    /// <summary>The copy whose header is at a sector; null where it is damaged.</summary>
    public static GptReader? TryRead(ImageRegion disk, long sector)
    {
        var octets = new byte[ImageRegion.SectorSize];
        if (!Holds(disk, sector, octets.Length)) return null;
        disk.Read(sector * ImageRegion.SectorSize, octets);
        if (GptHeader.Parse(octets) is not { } header || header.At != sector) return null;
        if (header.SizeOfEntry is < GptHeader.EntrySize or > MostTable || header.Count > MostTable / header.SizeOfEntry) return null;
        var length = header.Count * header.SizeOfEntry;
        if (!Holds(disk, header.Entries, length)) return null;
        var table = new byte[length];
        disk.Read(header.Entries * ImageRegion.SectorSize, table);
        return Crc32.Of(table) == header.EntriesSum ? new GptReader(header, table) : null;
    }

    /// <summary>Those whose ends are in order; they may reach beyond the disk all the same.</summary>
    public IReadOnlyList<Partition> Partitions => [.. Enumerable.Range(0, (int)Header.Count).Select(Parse).OfType<Partition>()];

    private Partition? Parse(int index)
    {
        var entry = Table.AsSpan(index * (int)Header.SizeOfEntry, GptHeader.EntrySize);
        var (type, first, last) = (new Guid(entry[..16]), BinaryPrimitives.ReadInt64LittleEndian(entry[32..]), BinaryPrimitives.ReadInt64LittleEndian(entry[40..]));
        if (type == Guid.Empty || first < 0 || last < first || last >= long.MaxValue / ImageRegion.SectorSize) return null;
        var name = Encoding.Unicode.GetString(entry[NameOffset..]);
        return new Partition(index + 1, first * ImageRegion.SectorSize, (last - first + 1) * ImageRegion.SectorSize)
        {
            Type = type,
            Id = new Guid(entry[16..32]),
            Name = name.IndexOf('\0') is >= 0 and var end ? name[..end] : name,
        };
    }

    private static bool Holds(ImageRegion disk, long sector, long length) =>
        sector >= 1 && sector <= disk.Length / ImageRegion.SectorSize && length <= disk.Length - sector * ImageRegion.SectorSize;
}
