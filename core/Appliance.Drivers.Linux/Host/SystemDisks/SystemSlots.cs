using System.Text;
using Appliance.Imaging.Routers;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>
/// Slots as <c>image-build/disk</c> lays them out: a root in the partition <c>system</c> or <c>system2</c>, and its files in the boot
/// partition, with a 2 at the end of their names for the second slot. GRUB's variables say which one is next (<c>slot</c>) and how often it
/// was tried (<c>tries</c>).
/// </summary>
/// <param name="loader">That chooses between them.</param>
public sealed class SystemSlots(BootLoader loader) : ISystemSlots
{
    /// <inheritdoc/>
    public int Running => loader.Slot;

    /// <inheritdoc/>
    public int Other => 3 - Running;

    /// <inheritdoc/>
    public bool HasOther => loader.IsThere;

    /// <inheritdoc/>
    public Task WriteOtherAsync(IReadOnlyList<SlotFile> files, CancellationToken ct) => loader.InFolderAsync(boot =>
    {
        var root = files.Single(file => file.Path == SlotFile.Root);
        var partition = loader.Partitions.Find(RouterSlot.Root(Other))!;
        if (root.Length > loader.Partitions.LengthOf(partition)) throw new RefusedException($"its root is larger than partition {RouterSlot.Root(Other)}");
        var others = files.Where(file => file != root).ToList();
        // Without its kernel the boot loader leaves a slot alone: it goes first, and comes last.
        foreach (var folder in others.Select(file => Directory.CreateDirectory(Path.GetDirectoryName(PathIn(boot, file))!).FullName).Distinct())
        {
            foreach (var old in Directory.GetFiles(folder).Where(old => RouterSlot.OfFile(old) == Other)) File.Delete(old);
            DurableFile.SyncFolder(folder);
        }

        using (var device = new FileStream(loader.Partitions.PathOf(partition), FileMode.Open, FileAccess.Write))
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
    public Task SwitchAsync(CancellationToken ct) => loader.WithVariablesAsync(variables =>
    {
        variables[RouterSlot.Next] = $"{Other}";
        variables[RouterSlot.Tries] = null;
        variables[RouterSlot.Plain] = null;
    }, ct);

    /// <inheritdoc/>
    public Task ConfirmAsync(CancellationToken ct) => HasOther ? loader.WithVariablesAsync(variables => variables[RouterSlot.Tries] = null, ct) : Task.CompletedTask;

    private string PathIn(string boot, SlotFile file) => Path.Combine(boot, file.Path + RouterSlot.Mark(Other));

    private void Write(string path, SlotFile file)
    {
        using var content = new MemoryStream();
        file.CopyTo(content);
        using var to = new FileStream(path, FileMode.Create, FileAccess.Write);
        to.Write(Path.GetFileName(file.Path) == "cmdline" ? Encoding.ASCII.GetBytes(RouterSlot.CommandLine(Other, Encoding.ASCII.GetString(content.ToArray()))) : content.GetBuffer().AsSpan(0, (int)content.Length));
        to.Flush(flushToDisk: true);
    }
}
