using System.Buffers.Binary;
using System.Text;

namespace Appliance.Imaging.Partitions;

/// <summary>A new GPT: partitions one behind the other, each at a multiple of 4 KiB. Ids are random unless given.</summary>
public sealed class GptDisk(Guid? id = null)
{
    private const int Alignment = 4096, MostName = 36;
    private const long TableSize = GptHeader.EntryCount * GptHeader.EntrySize;
    private const long TableSectors = TableSize / ImageRegion.SectorSize;
    private readonly Guid _id = id ?? Guid.NewGuid();
    private readonly List<Partition> _partitions = [];

    /// <summary>Where the first partition begins.</summary>
    public const long Head = (ImageRegion.SectorSize * 2 + TableSize + Alignment - 1) / Alignment * Alignment;

    /// <summary>What a disk has behind its last partition.</summary>
    public const long Tail = TableSize + ImageRegion.SectorSize;

    public IReadOnlyList<Partition> Partitions => _partitions;

    private long End => _partitions.Count == 0 ? Head : _partitions[^1].Offset + _partitions[^1].Length;

    public static long Aligned(long length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <param name="name">At most 36 characters.</param>
    /// <param name="type">One of <see cref="PartitionTypes"/>.</param>
    /// <param name="length">Octets that it has at least.</param>
    public Partition Add(string name, Guid type, long length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MostName, nameof(name));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(_partitions.Count, GptHeader.EntryCount, nameof(name));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var partition = new Partition(_partitions.Count + 1, End, Aligned(length)) { Name = name, Type = type, Id = Guid.NewGuid() };
        _partitions.Add(partition);
        return partition;
    }

    /// <summary>A partition that takes what is left of a disk.</summary>
    public Partition AddRest(string name, Guid type, long diskLength) => Add(name, type, (diskLength - Tail - End) / Alignment * Alignment);

    /// <summary>Writes the tables; the partitions' content is not touched.</summary>
    /// <param name="disk">Seekable, and as long as the disk.</param>
    public void Write(Stream disk)
    {
        var sectors = disk.Length / ImageRegion.SectorSize;
        if (End > sectors * ImageRegion.SectorSize - Tail) throw new ArgumentException("the partitions do not fit the disk", nameof(disk));
        var table = Table();
        var first = new GptHeader
        {
            At = 1,
            Other = sectors - 1,
            FirstUsable = 2 + TableSectors,
            LastUsable = sectors - 2 - TableSectors,
            DiskId = _id,
            Entries = 2,
            EntriesSum = Crc32.Of(table),
        };
        var second = first with { At = first.Other, Other = first.At, Entries = sectors - 1 - TableSectors };
        Put(disk, 0, Mbr.Protective(sectors));
        foreach (var header in (GptHeader[])[second, first])
        {
            Put(disk, header.Entries, table);
            Put(disk, header.At, header.ToSector());
        }
    }

    private byte[] Table()
    {
        var table = new byte[TableSize];
        foreach (var partition in _partitions)
        {
            var entry = table.AsSpan((partition.Number - 1) * GptHeader.EntrySize, GptHeader.EntrySize);
            partition.Type.TryWriteBytes(entry);
            partition.Id.TryWriteBytes(entry[16..]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], partition.Offset / ImageRegion.SectorSize);
            BinaryPrimitives.WriteInt64LittleEndian(entry[40..], (partition.Offset + partition.Length) / ImageRegion.SectorSize - 1);
            Encoding.Unicode.GetBytes(partition.Name, entry[56..]);
        }
        return table;
    }

    private static void Put(Stream disk, long sector, ReadOnlySpan<byte> octets)
    {
        disk.Position = sector * ImageRegion.SectorSize;
        disk.Write(octets);
    }
}
