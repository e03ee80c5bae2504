using System.Globalization;
using Appliance.Imaging.Routers;

namespace Appliance.Benchmarks;

/// <summary>A new disk of 32 MiB with this checkout's software and packages, as <c>make-routeros-image</c> makes it.</summary>
internal sealed class ApplianceGuest : IBootedGuest
{
    private const long Length = 32 << 20;

    public ApplianceGuest(string folder)
    {
        var parts = ImageBuild.Run("parts.sh");
        var kernel = Path.Combine(parts, "vmlinuz");
        var commandLine = File.ReadAllText(Path.Combine(parts, "cmdline"));
        var file = Path.Combine(folder, "appliance.img");
        Hardware = ["-kernel", kernel, "-append", commandLine.Trim(), "-drive", $"file={file},format=raw,if=virtio"];

        using var kernelContent = File.OpenRead(kernel);
        using var system = File.OpenRead(Path.Combine(parts, "system.squashfs"));
        using var disk = File.Create(file);
        disk.SetLength(Length);
        var packages = Directory.GetFiles(Path.Combine(ImageBuild.Root, ".build", "product", "packages"), "*.npk").Order(StringComparer.Ordinal);
        var router = new RouterDisk(kernelContent, null, commandLine, system, system.Length, [.. packages.Select(Installed)]);
        router.WriteAsync(disk, _ => { }, default).GetAwaiter().GetResult();
        Disk = router.Content / 1048576.0;
    }

    public string[] Hardware { get; }

    public double Disk { get; }

    public string Prompt => "Login: ";

    public void LogIn(BootedMachine machine)
    {
        machine.Press("admin\r");
        machine.WaitFor("Password: ");
        machine.Press("\r");
        machine.WaitFor("] > ");
    }

    public GuestMemory Memory(BootedMachine machine)
    {
        return GuestMemory.OfKilobytes(Number("total-memory"), Number("free-memory"));

        double Number(string name) => double.Parse(machine.Type($":put [/system resource get {name}]", "] > ").Split('\n')[0].TrimEnd('k', 'B'), CultureInfo.InvariantCulture);
    }

    public void SwitchOff(BootedMachine machine)
    {
        machine.Press("/system shutdown\r");
        machine.WaitFor("[y/N]:");
        machine.Press("y\r");
    }

    // In the router it is called without its version.
    private static RouterFile Installed(string package) =>
        new(Path.GetFileName(package)[..Path.GetFileName(package).LastIndexOf('-')] + ".npk", new MemoryStream(File.ReadAllBytes(package)));
}
