using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store;

/// <summary>How a <see cref="DiskStore"/> works.</summary>
public sealed record DiskStoreOptions
{
    private const long SmallDisk = 64 << 20;

    /// <summary>A checkpoint is made when the journal has grown by this many bytes.</summary>
    public long CheckpointBytes { get; init; } = 16 << 20;

    /// <summary>Gets sentences for the log about what is found and done after <see cref="DiskStore.Load"/>; called on the store's thread.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Tests give one that has faults.</summary>
    internal Disk Disk { get; init; } = new();

    /// <summary>What befits a disk of this size: on that of a small guest the room that makes commits quick is room that its configuration lacks.</summary>
    public static DiskStoreOptions For(long octets) =>
        octets > SmallDisk ? new() : new() { CheckpointBytes = octets / 32, Disk = new Disk { JournalRoom = 32 << 10 } };
}
