using System.Buffers.Binary;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>A disk of Linux: one partition, or none at all.</summary>
internal static class GuestDisk
{
    private const int FirstSector = 2048, SectorSize = 512, Entry = 446;
    private const byte Linux = 0x83;

    /// <param name="path">The image to make.</param>
    /// <param name="content">Folder that becomes the file system.</param>
    /// <param name="megabytes">Size of the file system.</param>
    /// <param name="isPartitioned">Whether it lies in a partition. The disk has no boot code then either.</param>
    public static void Write(string path, string content, int megabytes, bool isPartitioned = true)
    {
        var start = isPartitioned ? FirstSector : 0;
        using (var image = File.Create(path))
        {
            image.SetLength(start * SectorSize + ((long)megabytes << 20));
            if (isPartitioned) image.Write(FirstOf(start, (uint)megabytes << 11));
        }
        Tool.Run("mke2fs", "-q", "-F", "-t", "ext4", "-d", content, "-E", $"offset={start * SectorSize}", path, $"{megabytes}M");
    }

    private static byte[] FirstOf(int start, uint sectors)
    {
        var sector = new byte[SectorSize];
        sector[Entry + 4] = Linux;
        BinaryPrimitives.WriteInt32LittleEndian(sector.AsSpan(Entry + 8), start);
        BinaryPrimitives.WriteUInt32LittleEndian(sector.AsSpan(Entry + 12), sectors);
        (sector[510], sector[511]) = (0x55, 0xAA);
        return sector;
    }
}
