using System.Globalization;
using System.Text.RegularExpressions;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Appliance.Benchmarks;

/// <summary>
/// The Debian that tests boot, as it would be without them: on a copy of its disk the logins of systemd are switched on again, the tests' shell
/// is off, and root has no password.
/// </summary>
internal sealed partial class DebianGuest : IBootedGuest
{
    private readonly string _kernel, _ramdisk, _disk;

    public DebianGuest(string folder)
    {
        var image = Tool.Run(Path.Combine(Checkout.Root, "image-build", "test-systemd", "build.sh"));
        (_kernel, _ramdisk, _disk) = (Path.Combine(image, "vmlinuz"), Path.Combine(image, "initrd.img"), Path.Combine(folder, "debian.img"));
        var original = Path.Combine(image, "disk.img");
        Disk = (new FileInfo(_kernel).Length + new FileInfo(_ramdisk).Length + Used(original)) / 1048576.0;

        var (shadow, changes) = (Path.Combine(folder, "shadow"), Path.Combine(folder, "changes"));
        File.WriteAllText(shadow, Password().Replace(Tool.Output("/sbin/debugfs", "-R", "cat /etc/shadow", original), "root:"));
        File.WriteAllLines(changes,
        [
            "rm /etc/systemd/system/getty.target", "rm /etc/systemd/system/multi-user.target.wants/shell.service",
            "cd /etc", "rm shadow", $"write \"{shadow}\" shadow",
        ]);
        Tool.Run("cp", "--sparse=always", original, _disk);
        Tool.Run("/sbin/debugfs", "-w", "-f", changes, _disk);
    }

    public double Disk { get; }

    public string Prompt => " login: ";

    public BootedMachine Boot(int memory) => BootedMachine.Start(_disk, memory, "-kernel", _kernel, "-initrd", _ramdisk, "-append", "console=ttyS0 quiet");

    public async Task LogInAsync(BootedMachine machine)
    {
        await machine.PressAsync("root\r");
        await machine.WaitAsync(":~# ");
    }

    public async Task<GuestMemory> MemoryAsync(BootedMachine machine)
    {
        var meminfo = await machine.TypeAsync("cat /proc/meminfo", ":~# ");
        return GuestMemory.OfKilobytes(Number(meminfo, "MemTotal"), Number(meminfo, "MemAvailable"));
    }

    public Task SwitchOffAsync(BootedMachine machine) => machine.PressAsync("poweroff\r");

    /// <summary>Octets of the file system that are neither free nor its own overhead.</summary>
    private static double Used(string disk)
    {
        var stats = Tool.Output("/sbin/debugfs", "-R", "show_super_stats -h", disk);
        return (Number(stats, "Block count") - Number(stats, "Overhead clusters") - Number(stats, "Free blocks")) * Number(stats, "Block size");
    }

    private static double Number(string text, string name) =>
        double.Parse(Regex.Match(text, $@"^{name}:\s+(\d+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^root:[^:]*", RegexOptions.Multiline)]
    private static partial Regex Password();
}
