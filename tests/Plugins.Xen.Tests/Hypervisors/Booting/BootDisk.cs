using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;

namespace Appliance.XenPlugin.Tests.Hypervisors.Booting;

/// <summary>Disks that boot in one way or another.</summary>
internal static class BootDisk
{
    /// <summary>The first sector of a disk with a loader that does nothing.</summary>
    public static byte[] Sector => SectorWith(0xEB, 0xFE);

    /// <summary>A first sector with a loader of 16-bit code.</summary>
    public static byte[] SectorWith(params ReadOnlySpan<byte> code)
    {
        var sector = new byte[512];
        code.CopyTo(sector);
        (sector[510], sector[511]) = (0x55, 0xAA);
        return sector;
    }

    /// <summary>A disk whose second partition has these files.</summary>
    public static async Task WriteAsync(string path, string partition, Guid type, params (string Path, byte[] Content)[] files)
    {
        var fat = new Fat16Writer(files.Select(file => new FatSource(file.Path, new MemoryStream(file.Content))), 1);
        var disk = new GptDisk();
        disk.Add("before", PartitionTypes.Linux, 4096);
        var boot = disk.Add(partition, type, fat.Length);
        disk.Add("after", PartitionTypes.Linux, 4096);
        await using var file = File.Create(path);
        file.SetLength(fat.Length + (1 << 20));
        await fat.WriteAsync(file, boot.Offset);
        disk.Write(file);
    }

    public static void Overwrite(string path, long place, ReadOnlySpan<byte> octets)
    {
        using var file = File.OpenWrite(path);
        file.Position = place < 0 ? file.Length + place : place;
        file.Write(octets);
    }
}
