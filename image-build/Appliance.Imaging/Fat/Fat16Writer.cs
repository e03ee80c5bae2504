using System.Buffers.Binary;
using System.Text;

namespace Appliance.Imaging.Fat;

/// <summary>Makes a FAT16 file system with some files. What nothing is written to is supposed to be zero already.</summary>
public sealed class Fat16Writer
{
    private const int Sector = ImageRegion.SectorSize, Tables = 2, RootEntries = 512, LeastClusters = 4096, MostClusters = 65_000, MostPerCluster = 64, Slack = 64;
    private const int MostInFolder = Sector / FatFolder.RecordSize - 2;
    private const int RootSectors = RootEntries * FatFolder.RecordSize / Sector;
    private readonly List<(string Folder, string Name, Stream Content, long Length)> _files;
    private readonly List<string> _folders;
    private readonly int _perCluster, _tableSectors;
    private readonly long _sectors;
    private readonly uint _id;

    /// <param name="files">What it holds.</param>
    /// <param name="id">Serial number.</param>
    /// <exception cref="InvalidImageException">More than this file system can hold.</exception>
    public Fat16Writer(IEnumerable<FatSource> files, uint id)
    {
        _id = id;
        _files = [.. files.Select(Split)];
        _folders = [.. _files.Select(file => file.Folder).Where(folder => folder.Length > 0).Distinct()];
        if (_folders.Any(folder => _files.Count(file => file.Folder == folder) > MostInFolder)) throw new ArgumentException("too many files for a folder of one cluster", nameof(files));
        for (_perCluster = 1; Needed > MostClusters; _perCluster *= 2)
        {
            if (_perCluster == MostPerCluster) throw new InvalidImageException("the files for its boot partition are too large");
        }
        // A few are left for who changes a line in a file.
        var clusters = Math.Max(LeastClusters, Needed + Slack);
        _tableSectors = (int)(((clusters + 2) * 2 + Sector - 1) / Sector);
        _sectors = 1 + Tables * _tableSectors + RootSectors + clusters * _perCluster;
    }

    /// <summary>Octets that it takes.</summary>
    public long Length => _sectors * Sector;

    private int ClusterSize => _perCluster * Sector;

    private long Needed => _folders.Count + _files.Sum(file => ClustersOf(file.Length));

    /// <param name="disk">Seekable; zero in its place.</param>
    /// <param name="offset">Where it begins.</param>
    /// <param name="progress">Told the octets of each piece that is written.</param>
    /// <param name="ct">Ends it.</param>
    public async Task WriteAsync(Stream disk, long offset, Action<long>? progress = null, CancellationToken ct = default)
    {
        var table = new ushort[2 + Needed];
        (table[0], table[1]) = (0xFFF8, 0xFFFF);
        var root = new MemoryStream();
        var folders = _folders.ToDictionary(folder => folder, _ => new MemoryStream());
        uint next = 2;
        foreach (var folder in _folders)
        {
            var first = Allocate(table, ref next, 1);
            root.Write(Record(folder, isFolder: true, first, 0));
            folders[folder].Write(Record(".", isFolder: true, first, 0));
            folders[folder].Write(Record("..", isFolder: true, 0, 0));
        }
        var data = offset + (1 + Tables * (long)_tableSectors + RootSectors) * Sector;
        foreach (var (folder, name, content, length) in _files)
        {
            var first = Allocate(table, ref next, ClustersOf(length));
            (folder.Length == 0 ? root : folders[folder]).Write(Record(name, isFolder: false, first, (uint)length));
            if (length > 0) await SparseCopy.RunAsync(content, disk, data + (first - 2L) * ClusterSize, length, progress, ct);
        }
        Put(disk, offset, BootSector());
        var tableOctets = System.Runtime.InteropServices.MemoryMarshal.AsBytes(table.AsSpan()).ToArray();
        for (var copy = 0; copy < Tables; copy++) Put(disk, offset + (1 + copy * (long)_tableSectors) * Sector, tableOctets);
        Put(disk, offset + (1 + Tables * (long)_tableSectors) * Sector, root.ToArray());
        foreach (var (index, folder) in _folders.Index()) Put(disk, data + (long)index * ClusterSize, folders[folder].ToArray());
    }

    private static uint Allocate(ushort[] table, ref uint next, long clusters)
    {
        if (clusters == 0) return 0;
        var first = next;
        for (; clusters > 1; clusters--, next++) table[next] = (ushort)(next + 1);
        table[next++] = 0xFFFF;
        return first;
    }

    private byte[] BootSector()
    {
        var sector = new byte[Sector];
        var span = sector.AsSpan();
        // A jump over the table to a loop: a BIOS that comes here stops.
        ((ReadOnlySpan<byte>)[0xEB, 0x3C, 0x90]).CopyTo(span);
        Encoding.ASCII.GetBytes("APPLIANC", span[3..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span[11..], Sector);
        span[13] = (byte)_perCluster;
        BinaryPrimitives.WriteUInt16LittleEndian(span[14..], 1);
        span[16] = Tables;
        BinaryPrimitives.WriteUInt16LittleEndian(span[17..], RootEntries);
        if (_sectors <= ushort.MaxValue) BinaryPrimitives.WriteUInt16LittleEndian(span[19..], (ushort)_sectors);
        else BinaryPrimitives.WriteUInt32LittleEndian(span[32..], (uint)_sectors);
        span[21] = 0xF8;
        BinaryPrimitives.WriteUInt16LittleEndian(span[22..], (ushort)_tableSectors);
        // Sectors of a track and heads, as everybody says.
        BinaryPrimitives.WriteUInt16LittleEndian(span[24..], 63);
        BinaryPrimitives.WriteUInt16LittleEndian(span[26..], 255);
        (span[36], span[38]) = (0x80, 0x29);
        BinaryPrimitives.WriteUInt32LittleEndian(span[39..], _id);
        Encoding.ASCII.GetBytes("NO NAME    FAT16   ", span[43..]);
        ((ReadOnlySpan<byte>)[0xF4, 0xEB, 0xFD]).CopyTo(span[62..]);
        BinaryPrimitives.WriteUInt16LittleEndian(span[510..], 0xAA55);
        return sector;
    }

    private static byte[] Record(string name, bool isFolder, uint cluster, uint size)
    {
        const ushort newYear1980 = 0x21;
        var record = new byte[FatFolder.RecordSize];
        var span = record.AsSpan();
        span[..11].Fill((byte)' ');
        var dot = name.Trim('.').Length == 0 ? -1 : name.IndexOf('.');
        Encoding.ASCII.GetBytes((dot < 0 ? name : name[..dot]).ToUpperInvariant(), span);
        if (dot >= 0) Encoding.ASCII.GetBytes(name[(dot + 1)..].ToUpperInvariant(), span[8..]);
        span[11] = (byte)(isFolder ? 0x10 : 0x20);
        if (name.Trim('.').Length > 0) span[12] = FatFolder.SmallStem | FatFolder.SmallExtension;
        foreach (var place in (int[])[16, 18, 24]) BinaryPrimitives.WriteUInt16LittleEndian(span[place..], newYear1980);
        BinaryPrimitives.WriteUInt16LittleEndian(span[26..], (ushort)cluster);
        BinaryPrimitives.WriteUInt32LittleEndian(span[28..], size);
        return record;
    }

    private long ClustersOf(long length) => (length + ClusterSize - 1) / ClusterSize;

    private static (string Folder, string Name, Stream Content, long Length) Split(FatSource file)
    {
        var parts = file.Path.Split('/');
        if (parts.Length > 2 || !parts.All(IsShort)) throw new ArgumentException($"{file.Path} can not be a file's name", nameof(file));
        var length = file.Content.Length - file.Content.Position;
        return length <= uint.MaxValue ? (parts.Length == 2 ? parts[0] : "", parts[^1], file.Content, length) : throw new InvalidImageException($"{file.Path} is too large");
    }

    private static bool IsShort(string name)
    {
        var parts = name.Split('.');
        return parts.Length <= 2 && parts[0].Length is > 0 and <= 8 && (parts.Length == 1 || parts[1].Length is > 0 and <= 3)
            && parts.All(part => part.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
    }

    private static void Put(Stream disk, long offset, ReadOnlySpan<byte> octets)
    {
        disk.Position = offset;
        disk.Write(octets);
    }
}
