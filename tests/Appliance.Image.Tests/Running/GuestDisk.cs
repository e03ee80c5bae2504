using Appliance.Imaging.Routers;
using Scenarios.Running;

namespace Appliance.Image.Tests.Running;

/// <summary>A new disk of 32 MiB with this checkout's software and packages, as <c>make-routeros-image</c> makes it.</summary>
internal sealed class GuestDisk : IDisposable
{
    private const long Length = 32 << 20;
    private readonly string _folder;

    private GuestDisk(string folder) => _folder = folder;

    /// <summary>Octets of kernel, system and packages.</summary>
    public long Content { get; private set; }

    public string Path => System.IO.Path.Combine(_folder, "disk.img");

    /// <param name="more">More packages, by the names that they have when they are installed.</param>
    public static Task<GuestDisk> MakeAsync(params (string Name, byte[] Content)[] more) => MakeInAsync(Directory.CreateTempSubdirectory("appliance-disk-").FullName, more);

    /// <param name="folder">Where it is made: the folder goes with the disk.</param>
    /// <param name="more">More packages, by the names that they have when they are installed.</param>
    public static async Task<GuestDisk> MakeInAsync(string folder, params (string Name, byte[] Content)[] more)
    {
        var disk = new GuestDisk(folder);
        await using var kernel = File.OpenRead(Part("vmlinuz"));
        await using var system = File.OpenRead(Part("system.squashfs"));
        List<RouterFile> packages = [.. Directory.GetFiles(System.IO.Path.Combine(Checkout.Product, "packages"), "*.npk").Order(StringComparer.Ordinal).Select(Installed), .. more.Select(package => new RouterFile(package.Name, new MemoryStream(package.Content)))];
        await using var file = File.Create(disk.Path);
        file.SetLength(Length);
        var router = new RouterDisk(kernel, null, await File.ReadAllTextAsync(Part("cmdline")), system, system.Length, packages);
        await router.WriteAsync(file, _ => { }, default);
        disk.Content = router.Content;
        return disk;
    }

    /// <summary>Boots from it, by the kernel that is in it.</summary>
    /// <param name="memory">MiB.</param>
    /// <param name="hardware">More of QEMU's arguments.</param>
    public BootedMachine Boot(int memory, params string[] hardware) =>
        BootedMachine.Start(Path, memory, ["-kernel", Part("vmlinuz"), "-append", File.ReadAllText(Part("cmdline")).Trim(), .. hardware]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Part(string name) => System.IO.Path.Combine(Tool.Parts, name);

    // As guests get it; in the router it is called without its version.
    private static RouterFile Installed(string path)
    {
        using var package = NextVersion.Open(path);
        var copy = new MemoryStream();
        package.WriteForGuests(copy);
        copy.Position = 0;
        return new($"{package.Manifest.Name}.npk", copy);
    }
}
