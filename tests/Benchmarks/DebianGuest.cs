using System.Globalization;
using System.Text.RegularExpressions;

namespace Appliance.Benchmarks;

/// <summary>
/// The Debian that tests boot, as it would be without them: on a copy of its disk the logins of systemd are switched on again, the tests' shell
/// is off, and root has no password.
/// </summary>
internal sealed partial class DebianGuest : IBootedGuest
{
    public DebianGuest(string folder)
    {
        var image = ImageBuild.Run("test-systemd/build.sh");
        var (kernel, ramdisk, original) = (Path.Combine(image, "vmlinuz"), Path.Combine(image, "initrd.img"), Path.Combine(image, "disk.img"));
        var disk = Path.Combine(folder, "debian.img");
        Hardware = ["-kernel", kernel, "-initrd", ramdisk, "-append", "console=ttyS0 quiet", "-drive", $"file={disk},format=raw,if=virtio"];
        Disk = (new FileInfo(kernel).Length + new FileInfo(ramdisk).Length + Used(original)) / 1048576.0;

        var (shadow, changes) = (Path.Combine(folder, "shadow"), Path.Combine(folder, "changes"));
        File.WriteAllText(shadow, Password().Replace(ImageBuild.Output("/sbin/debugfs", "-R", "cat /etc/shadow", original), "root:"));
        File.WriteAllLines(changes,
        [
            "rm /etc/systemd/system/getty.target", "rm /etc/systemd/system/multi-user.target.wants/shell.service",
            "cd /etc", "rm shadow", $"write \"{shadow}\" shadow",
        ]);
        ImageBuild.Output("cp", "--sparse=always", original, disk);
        ImageBuild.Output("/sbin/debugfs", "-w", "-f", changes, disk);
    }

    public string[] Hardware { get; }

    public double Disk { get; }

    public string Prompt => " login: ";

    public void LogIn(BootedMachine machine)
    {
        machine.Press("root\r");
        machine.WaitFor(":~# ");
    }

    public GuestMemory Memory(BootedMachine machine)
    {
        var meminfo = machine.Type("cat /proc/meminfo", ":~# ");
        return GuestMemory.OfKilobytes(Number(meminfo, "MemTotal"), Number(meminfo, "MemAvailable"));
    }

    public void SwitchOff(BootedMachine machine) => machine.Press("poweroff\r");

    /// <summary>Octets of the file system that are neither free nor its own overhead.</summary>
    private static double Used(string disk)
    {
        var stats = ImageBuild.Output("/sbin/debugfs", "-R", "show_super_stats -h", disk);
        return (Number(stats, "Block count") - Number(stats, "Overhead clusters") - Number(stats, "Free blocks")) * Number(stats, "Block size");
    }

    private static double Number(string text, string name) =>
        double.Parse(Regex.Match(text, $@"^{name}:\s+(\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^root:[^:]*", RegexOptions.Multiline)]
    private static partial Regex Password();
}
