using Appliance.Imaging;
using Appliance.Imaging.Partitions;

namespace Appliance.XenPlugin.Hypervisors.Booting;

/// <summary>How a guest starts.</summary>
/// <param name="Spec">With the kernel that is started; without one, the disk's own loader.</param>
/// <param name="Loader">Who finds that loader.</param>
internal sealed record DiskBoot(DomainSpec Spec, DiskLoader Loader)
{
    private const long MiB = 1 << 20, MostTables = 256 * MiB;
    private const string BootPartition = "boot";

    /// <summary>
    /// Looks what is to be started. A kernel in the disk's boot partition is copied out of it; nothing of the disk is believed, and nothing
    /// of it is mounted.
    /// </summary>
    /// <param name="spec">As the administrator wants it.</param>
    /// <param name="folder">For what is copied; made where it is needed.</param>
    /// <param name="ct">Ends looking.</param>
    /// <exception cref="DomainFailedException">There is nothing.</exception>
    public static DiskBoot Of(DomainSpec spec, string folder, CancellationToken ct) => Look(spec, folder, OwnLoader, ct);

    /// <summary>The same where no firmware finds the disk's own loader: another one reads what that would, wherever it is on the disk.</summary>
    public static DiskBoot WithoutFirmware(DomainSpec spec, string folder, CancellationToken ct) =>
        Look(spec, folder, (disk, _) => DiskContent.IsThere(disk) ? DiskLoader.Foreign : DiskLoader.None, ct);

    private static DiskBoot Look(DomainSpec spec, string folder, Func<ImageRegion, DomainSpec, DiskLoader> find, CancellationToken ct)
    {
        if (spec.Kernel is not null || spec.Image is null) return new DiskBoot(spec, DiskLoader.None);
        try
        {
            using var image = new FileStream(spec.Image, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var disk = ImageRegion.Of(image, image.Length, MostTables + 2 * spec.Memory * MiB, ct);
            var (kernel, trouble) = Try(() => PartitionTable.Read(disk).Where(partition => partition.Name == BootPartition).Select(partition => BootFiles.Take(disk, partition, spec, folder)).FirstOrDefault(found => found is not null));
            if (kernel is not null) return new DiskBoot(kernel, DiskLoader.None);
            if (find(disk, spec) is not DiskLoader.None and var loader) return new DiskBoot(spec, loader);
            throw new DomainFailedException(VmState.NothingToBoot, $"{spec.Name} can not be started: its disk image has nothing to boot{(trouble is null ? "" : $": {trouble}")}");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new DomainFailedException(VmState.FailedToStart, $"{spec.Name} can not be started: {trouble.Message}");
        }
    }

    private static DiskLoader OwnLoader(ImageRegion disk, DomainSpec spec)
    {
        var mbr = Mbr.Read(disk);
        var (loader, _) = Try(() => EfiLoader.Find(disk));
        // Boot code beside a GPT may be no more than a sentence that there is none; where it is more, it has a place for its rest.
        var isBios = mbr is { HasCode: true } && (loader is null || !mbr.HasGpt || PartitionTable.Read(disk).Any(partition => partition.Type == PartitionTypes.BiosBoot));
        if (!isBios && loader is not null && EfiLoader.Firmware is not null) return DiskLoader.Efi;
        if (mbr is { HasCode: true }) return DiskLoader.Bios;
        if (loader is not null) throw new DomainFailedException(VmState.NoFirmware, $"{spec.Name} can not be started: its disk image needs EFI firmware, which this router does not have");
        return DiskLoader.None;
    }

    private static (T? Found, string? Trouble) Try<T>(Func<T?> find) where T : class
    {
        try
        {
            return (find(), null);
        }
        catch (InvalidImageException invalid)
        {
            return (null, invalid.Message);
        }
    }
}

/// <summary>Who finds a disk's own loader.</summary>
internal enum DiskLoader
{
    /// <summary>Nobody: a kernel is given.</summary>
    None,

    Bios,

    Efi,

    /// <summary>One of ours takes its place.</summary>
    Foreign,
}
