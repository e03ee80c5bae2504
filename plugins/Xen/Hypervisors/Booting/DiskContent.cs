using Appliance.Imaging;
using Appliance.Imaging.Partitions;

namespace Appliance.XenPlugin.Hypervisors.Booting;

/// <summary>Whether a disk has anything that a loader could read.</summary>
internal static class DiskContent
{
    // A disk without partitions may be one file system: ext2 and its successors, XFS, Btrfs, ISO 9660.
    private static readonly (long Offset, byte[] Magic)[] s_fileSystems = [(1080, [0x53, 0xEF]), (0, [.. "XFSB"u8]), (0x10040, [.. "_BHRfS_M"u8]), (0x8001, [.. "CD001"u8])];

    public static bool IsThere(ImageRegion disk) => s_fileSystems.Any(kind => Has(disk, kind.Offset, kind.Magic)) || HasPartitions(disk);

    private static bool HasPartitions(ImageRegion disk)
    {
        try
        {
            return PartitionTable.Read(disk).Count > 0;
        }
        catch (InvalidImageException)
        {
            return false;
        }
    }

    private static bool Has(ImageRegion disk, long offset, byte[] magic)
    {
        var octets = new byte[magic.Length];
        if (offset > disk.Length - magic.Length) return false;
        disk.Read(offset, octets);
        return octets.AsSpan().SequenceEqual(magic);
    }
}
