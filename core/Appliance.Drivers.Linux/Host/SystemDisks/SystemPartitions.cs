using System.Globalization;
using System.Text;
using Appliance.Imaging;
using Appliance.Imaging.Fat;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>The software on the disk that this machine boots from, in partitions that are found by name.</summary>
/// <param name="blocks">Where the kernel lists the partitions.</param>
/// <param name="devices">Where they can be opened.</param>
internal sealed class SystemPartitions(string blocks, string devices) : ISystemDisk
{
    private const int SectorSize = 512, MostKernel = 64 << 20, MostInitrd = 256 << 20, MostLine = 2047;

    /// <summary>Those of the disk that the root is on; of all disks where it is on none.</summary>
    public static SystemPartitions OfThisMachine()
    {
        var root = File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')).LastOrDefault(words => words[4] == "/")?[2];
        var link = new DirectoryInfo($"/sys/dev/block/{root}");
        var disk = link.Exists ? Directory.GetParent(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName) : null;
        return new SystemPartitions(disk?.Parent?.Name == "block" ? disk.FullName : "/sys/class/block", "/dev");
    }

    public Task<SystemParts> OpenAsync(Action<string> progress, CancellationToken ct) => Task.Run(() =>
    {
        var system = Find("system");
        try
        {
            using var boot = Open(Find("boot"), out var bootPlace, ct);
            // A machine that needs another kernel than a guest has both.
            var volume = new FatVolume(bootPlace);
            var (kernel, line) = (Either(volume, "vmlinuz") ?? throw new InvalidImageException("it has no kernel"), Either(volume, "cmdline"));
            var initrd = volume.FindFile(kernel.Folder + "/initrd.img");
            var content = Open(system, out var systemPlace, ct);
            var parts = new SystemParts(new MemoryStream(volume.Read(kernel.File, MostKernel)), line is null ? "" : Encoding.ASCII.GetString(volume.Read(line.Value.File, MostLine)).Trim(),
                initrd is null ? null : new MemoryStream(volume.Read(initrd, MostInitrd)), content, Squashfs.LengthOf(systemPlace));
            content.Position = 0;
            return parts;
        }
        catch (Exception trouble) when (trouble is InvalidImageException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"this router's own disk can not be read: {trouble.Message}");
        }
    }, ct);

    private static (string Folder, FatEntry File)? Either(FatVolume volume, string name) =>
        ((string[])["guest", "boot"]).Select(folder => (folder, volume.FindFile($"{folder}/{name}"))).FirstOrDefault(found => found.Item2 is not null) is (var place, { } file) ? (place, file) : null;

    private string Find(string name) => Directory.Exists(blocks) && Directory.GetDirectories(blocks).Order(StringComparer.Ordinal).FirstOrDefault(block => Says(block, "PARTNAME=" + name)) is { } found
        ? Path.GetFileName(found)
        : throw new RefusedException("this router does not run from a disk of its own, which could be copied: its daemon needs the option --system-disk");

    private static bool Says(string block, string line) => File.Exists(Path.Combine(block, "uevent")) && File.ReadLines(Path.Combine(block, "uevent")).Contains(line);

    private FileStream Open(string device, out ImageRegion place, CancellationToken ct)
    {
        var sectors = long.Parse(File.ReadAllText(Path.Combine(blocks, device, "size")), CultureInfo.InvariantCulture);
        var stream = new FileStream(Path.Combine(devices, device), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        place = ImageRegion.Of(stream, sectors * SectorSize, ct: ct);
        return stream;
    }
}
