using System.Globalization;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>The partitions of a disk, by their names in its table.</summary>
/// <param name="blocks">Where the kernel lists them.</param>
/// <param name="devices">Where they can be opened.</param>
internal sealed class NamedPartitions(string blocks, string devices)
{
    private const int SectorSize = 512;
    private const string NameKey = "PARTNAME=";

    /// <summary>Those of the disk that the root is on; of all disks where it is on none.</summary>
    public static NamedPartitions OfRootDisk()
    {
        var partition = RootDevice();
        var disk = partition is { Exists: true } ? Directory.GetParent(partition.ResolveLinkTarget(returnFinalTarget: true)!.FullName) : null;
        return new NamedPartitions(disk?.Parent?.Name == "block" ? disk.FullName : "/sys/class/block", "/dev");
    }

    /// <summary>Name of the partition that the root is on; null where it is on none.</summary>
    public static string? NameOfRoot() => RootDevice() is { Exists: true } root ? NameOf(root.FullName) : null;

    /// <summary>The device's name, such as <c>sda3</c>; null where no partition has that name.</summary>
    public string? Find(string name) => Directory.Exists(blocks)
        ? Path.GetFileName(Directory.GetDirectories(blocks).Order(StringComparer.Ordinal).FirstOrDefault(block => NameOf(block) == name))
        : null;

    public string PathOf(string device) => Path.Combine(devices, device);

    /// <summary>Octets.</summary>
    public long LengthOf(string device) => long.Parse(File.ReadAllText(Path.Combine(blocks, device, "size")), CultureInfo.InvariantCulture) * SectorSize;

    private static DirectoryInfo? RootDevice() =>
        File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')).LastOrDefault(words => words[4] == "/")?[2] is { } number ? new DirectoryInfo($"/sys/dev/block/{number}") : null;

    private static string? NameOf(string block)
    {
        var facts = Path.Combine(block, "uevent");
        return File.Exists(facts) ? File.ReadLines(facts).FirstOrDefault(line => line.StartsWith(NameKey, StringComparison.Ordinal))?[NameKey.Length..] : null;
    }
}
