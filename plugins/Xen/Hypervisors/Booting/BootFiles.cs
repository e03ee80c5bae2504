using System.Text;
using Appliance.Imaging;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Partitions;
using Appliance.Imaging.Routers;

namespace Appliance.XenPlugin.Hypervisors.Booting;

/// <summary>Kernel, ramdisk and command line in the boot partition of a router's disk.</summary>
internal static class BootFiles
{
    private const string Kernel = "boot/vmlinuz", Initrd = "boot/initrd.img", CommandLine = "boot/cmdline";
    private const int MostCommandLine = 2047, MagicOffset = 0x202;
    private const long MiB = 1 << 20;

    /// <returns>What to start, with copies of the files; null where the partition has no kernel.</returns>
    /// <exception cref="InvalidImageException">What it has is none, or does not fit the guest's memory.</exception>
    public static DomainSpec? Take(ImageRegion disk, Partition partition, DomainSpec spec, string folder)
    {
        var volume = new FatVolume(disk.Part(partition.Offset, partition.Length, "its boot partition"));
        var mark = RouterSlot.Mark(SlotOf(volume));
        if (volume.FindFile(Kernel + mark) is not { } kernel) return null;
        var line = volume.FindFile(CommandLine + mark) is { } file ? Line(volume.Read(file, MostCommandLine)) : "";
        return spec with
        {
            Kernel = CheckKernel(Copy(volume, kernel, spec, folder)),
            Initrd = volume.FindFile(Initrd + mark) is { } initrd ? Copy(volume, initrd, spec, folder) : null,
            // What the administrator wants comes last, and so prevails.
            CommandLine = $"{line} {spec.CommandLine}".Trim(),
        };
    }

    // A machine's disk may boot from its second slot.
    private static int SlotOf(FatVolume volume) =>
        volume.FindFile(RouterSlot.Variables) is { Size: GrubEnvironment.Size } file && GrubEnvironment.Parse(volume.Read(file, GrubEnvironment.Size))[RouterSlot.Next] == "2" ? 2 : 1;

    private static string Copy(FatVolume volume, FatEntry file, DomainSpec spec, string folder)
    {
        if (file.Size > spec.Memory * MiB) throw new InvalidImageException($"{file.Name} of its boot partition is larger than its memory");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // A name of ours: what the disk calls it is nobody's business here.
        var path = Path.Combine(folder, $"{Directory.GetFiles(folder).Length}");
        using var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        volume.Copy(file, to);
        return path;
    }

    private static string CheckKernel(string path)
    {
        Span<byte> magic = stackalloc byte[4];
        using var file = File.OpenRead(path);
        file.Position = MagicOffset;
        return file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == magic.Length && magic.SequenceEqual("HdrS"u8)
            ? path
            : throw new InvalidImageException("vmlinuz of its boot partition is no Linux kernel");
    }

    private static string Line(byte[] octets)
    {
        var line = Encoding.ASCII.GetString(octets).Trim();
        return octets.All(octet => octet is < 0x7F) && !line.Any(char.IsControl) ? line : throw new InvalidImageException("cmdline of its boot partition is not one line of text");
    }
}
