using System.Text;
using Appliance.Imaging;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>
/// Slots as <c>image-build/disk</c> lays them out: a root in the partition <c>system</c> or <c>system2</c>, and its files in the boot
/// partition, with a 2 at the end of their names for the second slot. GRUB's variables say which one is next (<c>slot</c>) and how often it
/// was tried (<c>tries</c>).
/// </summary>
public sealed class SystemSlots : ISystemSlots
{
    private const string MountPoint = "/run/appliance/boot";
    private readonly NamedPartitions _partitions;
    private readonly Func<string, BootPartition> _openBoot;
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <param name="partitions">Of the disk.</param>
    /// <param name="running">The slot that runs.</param>
    /// <param name="openBoot">Opens the boot partition on that device.</param>
    internal SystemSlots(NamedPartitions partitions, int running, Func<string, BootPartition> openBoot) =>
        (_partitions, Running, _openBoot) = (partitions, running, openBoot);

    /// <inheritdoc/>
    public int Running { get; }

    /// <inheritdoc/>
    public bool HasOther => _partitions.Find(RouterSlot.Root(Running)) is not null && _partitions.Find(RouterSlot.Root(Other)) is not null && _partitions.Find("boot") is not null;

    private int Other => 3 - Running;

    /// <summary>Those of the disk that this machine booted from.</summary>
    public static SystemSlots OfThisMachine() =>
        new(NamedPartitions.OfRootDisk(), NamedPartitions.NameOfRoot() == RouterSlot.Root(2) ? 2 : 1, device => BootPartition.Mount(device, MountPoint));

    /// <inheritdoc/>
    public Task WriteOtherAsync(IReadOnlyList<SlotFile> files, CancellationToken ct) => InBootAsync(boot =>
    {
        var root = files.Single(file => file.Path == SlotFile.Root);
        var partition = _partitions.Find(RouterSlot.Root(Other))!;
        if (root.Length > _partitions.LengthOf(partition)) throw new RefusedException($"its root is larger than partition {RouterSlot.Root(Other)}");
        var others = files.Where(file => file != root).ToList();
        // Without its kernel the boot loader leaves a slot alone: it goes first, and comes last.
        foreach (var folder in others.Select(file => Directory.CreateDirectory(Path.GetDirectoryName(PathIn(boot, file))!).FullName).Distinct())
        {
            foreach (var old in Directory.GetFiles(folder).Where(old => old.EndsWith('2') == (Other == 2))) File.Delete(old);
            Libc.SyncFolder(folder);
        }

        using (var device = new FileStream(_partitions.PathOf(partition), FileMode.Open, FileAccess.Write))
        {
            root.CopyTo(device);
            device.Flush(flushToDisk: true);
        }

        foreach (var file in others.OrderBy(file => file.Path.EndsWith("/vmlinuz", StringComparison.Ordinal)))
        {
            ct.ThrowIfCancellationRequested();
            Write(PathIn(boot, file), file);
        }
    }, ct);

    /// <inheritdoc/>
    public Task SwitchAsync(CancellationToken ct) => ChangeAsync(variables =>
    {
        variables[RouterSlot.Next] = $"{Other}";
        variables[RouterSlot.Tries] = null;
    }, ct);

    /// <inheritdoc/>
    public Task ConfirmAsync(CancellationToken ct) => HasOther ? ChangeAsync(variables => variables[RouterSlot.Tries] = null, ct) : Task.CompletedTask;

    private string PathIn(string boot, SlotFile file) => Path.Combine(boot, file.Path + RouterSlot.Mark(Other));

    private void Write(string path, SlotFile file)
    {
        using var content = new MemoryStream();
        file.CopyTo(content);
        using var to = new FileStream(path, FileMode.Create, FileAccess.Write);
        to.Write(Path.GetFileName(file.Path) == "cmdline" ? Encoding.ASCII.GetBytes(RouterSlot.CommandLine(Other, Encoding.ASCII.GetString(content.ToArray()))) : content.GetBuffer().AsSpan(0, (int)content.Length));
        to.Flush(flushToDisk: true);
    }

    private Task ChangeAsync(Action<GrubEnvironment> change, CancellationToken ct) => InBootAsync(boot =>
    {
        // GRUB writes to the very blocks that the file has now.
        using var file = new FileStream(Path.Combine(boot, RouterSlot.Variables), FileMode.Open, FileAccess.ReadWrite);
        var before = new byte[file.Length];
        file.ReadExactly(before);
        var variables = GrubEnvironment.Parse(before);
        change(variables);
        if (variables.ToBlock().AsSpan().SequenceEqual(before)) return;
        file.Position = 0;
        file.Write(variables.ToBlock());
        file.Flush(flushToDisk: true);
    }, ct);

    private async Task InBootAsync(Action<string> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await Task.Run(() =>
            {
                using var boot = _openBoot(_partitions.PathOf(_partitions.Find("boot") ?? throw new RefusedException("this router has no boot partition")));
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
}
