using Appliance.Imaging;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>A machine's boot loader: its partition, mounted for one piece of work at a time, and its variables.</summary>
public sealed class BootLoader
{
    private const string MountPoint = "/run/appliance/boot";
    private readonly Func<string, BootPartition> _open;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="partitions">Of the disk.</param>
    /// <param name="slot">The slot that runs.</param>
    /// <param name="open">Opens the boot partition on that device.</param>
    internal BootLoader(NamedPartitions partitions, int slot, Func<string, BootPartition> open) => (Partitions, Slot, _open) = (partitions, slot, open);

    internal NamedPartitions Partitions { get; }

    /// <summary>The slot that runs, 1 or 2; 1 where there is no other.</summary>
    internal int Slot { get; }

    /// <summary>Whether this disk is that of a machine, with two slots and a boot loader that chooses between them.</summary>
    internal bool IsThere => Partitions.Find(RouterSlot.Root(1)) is not null && Partitions.Find(RouterSlot.Root(2)) is not null && Partitions.Find("boot") is not null;

    /// <summary>That of the disk that this machine booted from.</summary>
    public static BootLoader OfThisMachine() =>
        new(NamedPartitions.OfRootDisk(), RouterSlot.OfRoot(NamedPartitions.NameOfRoot()) ?? 1, device => BootPartition.Mount(device, MountPoint));

    /// <summary>Works in its folder. What was written is on the disk when this returns.</summary>
    /// <exception cref="RefusedException">The disk can not be read or written.</exception>
    internal async Task InFolderAsync(Action<string> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await Task.Run(() =>
            {
                using var boot = _open(Partitions.PathOf(Partitions.Find("boot") ?? throw new RefusedException("this router has no boot partition")));
                work(boot.Folder);
            }, ct);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or InvalidImageException)
        {
            throw new RefusedException($"this router's own disk can not be written: {trouble.Message}");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Reads or changes variables.</summary>
    internal Task WithVariablesAsync(Action<GrubEnvironment> work, CancellationToken ct) => InFolderAsync(folder => WithVariables(folder, work), ct);

    /// <summary>The same, as part of other work in the folder.</summary>
    internal static void WithVariables(string folder, Action<GrubEnvironment> work)
    {
        // GRUB writes to the very blocks that the file has now; all variables together fill less than one sector.
        using var file = new FileStream(Path.Combine(folder, RouterSlot.Variables), FileMode.Open, FileAccess.ReadWrite);
        var before = new byte[file.Length];
        file.ReadExactly(before);
        var variables = GrubEnvironment.Parse(before);
        work(variables);
        if (variables.ToBlock().AsSpan().SequenceEqual(before)) return;
        file.Position = 0;
        file.Write(variables.ToBlock());
        file.Flush(flushToDisk: true);
    }
}
