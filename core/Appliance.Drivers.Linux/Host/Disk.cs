using System.Globalization;

namespace Appliance.Drivers.Linux.Host;

/// <summary>The disk that holds a folder.</summary>
internal sealed class Disk(string folder)
{
    public (long Free, long Total) Space()
    {
        var drive = new DriveInfo(folder);
        return (drive.AvailableFreeSpace, drive.TotalSize);
    }

    /// <summary>512-octet sectors written since the machine booted; 0 where the folder is on no disk, such as in memory.</summary>
    public long SectorsWritten()
    {
        if (Libc.Facts(folder) is not { } facts) return 0;
        var disks = File.ReadLines("/proc/diskstats").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length >= 10).ToList();
        var device = $"{facts.DeviceMajor}:{facts.DeviceMinor}";
        var name = disks.FirstOrDefault(words => $"{words[0]}:{words[1]}" == device)?[2] ?? SourceOf(device);
        // The disk counts what its partitions do not: the longest name that only digits are added to.
        var disk = disks.FirstOrDefault(words => words[2] != name && IsPartition(name, words[2])) ?? disks.FirstOrDefault(words => words[2] == name);
        return disk is null ? 0 : long.Parse(disk[9], CultureInfo.InvariantCulture);
    }

    private static bool IsPartition(string name, string disk)
    {
        if (!name.StartsWith(disk, StringComparison.Ordinal)) return false;
        var rest = name[disk.Length..];
        if (char.IsAsciiDigit(disk[^1])) rest = rest.StartsWith('p') ? rest[1..] : "";
        return rest.Length > 0 && rest.All(char.IsAsciiDigit);
    }

    /// <summary>File systems such as btrfs have a device number of their own: the mount table knows the disk under it.</summary>
    private static string SourceOf(string device)
    {
        foreach (var line in File.ReadLines("/proc/self/mountinfo"))
        {
            var words = line.Split(' ');
            var dash = Array.IndexOf(words, "-");
            if (words[2] == device && dash > 0 && words[dash + 2].StartsWith("/dev/", StringComparison.Ordinal)) return words[dash + 2]["/dev/".Length..];
        }
        return "";
    }
}
