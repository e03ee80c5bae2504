using System.Text;
using Appliance.Imaging;
using Appliance.Imaging.Fat;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>The software on the disk that this machine boots from, in partitions that are found by name.</summary>
/// <param name="partitions">Of that disk.</param>
/// <param name="slot">The slot that runs.</param>
internal sealed class SystemPartitions(NamedPartitions partitions, int slot) : ISystemDisk
{
    private const int MostKernel = 64 << 20, MostInitrd = 256 << 20, MostLine = 2047;

    public static SystemPartitions OfThisMachine() => new(NamedPartitions.OfRootDisk(), BootLoader.OfThisMachine().Slot);

    public Task<SystemParts> OpenAsync(Action<string> progress, CancellationToken ct) => Task.Run(() =>
    {
        var system = Find(RouterSlot.Root(slot));
        try
        {
            using var boot = Open(Find("boot"), out var bootPlace, ct);
            // A machine that needs another kernel than a guest has both.
            var volume = new FatVolume(bootPlace);
            var (folder, kernel) = ((string[])["guest", "boot"]).Select(folder => (folder, file: In(volume, folder, "vmlinuz"))).FirstOrDefault(found => found.file is not null);
            if (kernel is null) throw new InvalidImageException("it has no kernel");
            var (line, initrd) = (In(volume, folder, "cmdline"), In(volume, folder, "initrd.img"));
            var content = Open(system, out var systemPlace, ct);
            var parts = new SystemParts(new MemoryStream(volume.Read(kernel, MostKernel)), line is null ? "" : CommandLine(volume.Read(line, MostLine)),
                initrd is null ? null : new MemoryStream(volume.Read(initrd, MostInitrd)), content, Squashfs.LengthOf(systemPlace));
            content.Position = 0;
            return parts;
        }
        catch (Exception trouble) when (trouble is InvalidImageException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"this router's own disk can not be read: {trouble.Message}");
        }
    }, ct);

    private FatEntry? In(FatVolume volume, string folder, string name) => volume.FindFile($"{folder}/{name}{RouterSlot.Mark(slot)}");

    // A disk that is made has one slot.
    private string CommandLine(byte[] octets) => RouterSlot.CommandLine(1, Encoding.ASCII.GetString(octets).Trim());

    private string Find(string name) => partitions.Find(name)
        ?? throw new RefusedException("this router does not run from a disk of its own, which could be copied: its daemon needs the option --system-disk");

    private FileStream Open(string device, out ImageRegion place, CancellationToken ct)
    {
        var stream = new FileStream(partitions.PathOf(device), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        place = ImageRegion.Of(stream, partitions.LengthOf(device), ct: ct);
        return stream;
    }
}
