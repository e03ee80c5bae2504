using Appliance.Imaging;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;

namespace Appliance.XenPlugin.Hypervisors.Booting;

/// <summary>The loader that EFI firmware finds on a disk by itself, and that firmware.</summary>
internal static class EfiLoader
{
    private const string Loader = "EFI/BOOT/BOOTX64.EFI";

    // Where distributions put it.
    private static readonly string[] s_firmware = ["/usr/share/ovmf/OVMF.fd", "/usr/share/qemu/OVMF.fd", "/usr/share/edk2/x64/OVMF.4m.fd"];

    /// <summary>Null where this machine has none.</summary>
    public static string? Firmware => s_firmware.FirstOrDefault(File.Exists);

    /// <exception cref="InvalidImageException">The disk is damaged.</exception>
    public static FatEntry? Find(ImageRegion disk) => PartitionTable.Read(disk).Where(partition => partition.IsEfiSystem)
        .Select(partition => new FatVolume(disk.Part(partition.Offset, partition.Length, "its EFI partition")).FindFile(Loader)).FirstOrDefault(found => found is not null);
}
