using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store;

/// <summary>How a <see cref="DiskStore"/> works.</summary>
public sealed record DiskStoreOptions
{
    /// <summary>A checkpoint is made when the journal has grown by this many bytes.</summary>
    public long CheckpointBytes { get; init; } = 16 << 20;

    /// <summary>Gets sentences for the log about what is found and done after <see cref="DiskStore.Load"/>; called on the store's thread.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>Tests give one that has faults.</summary>
    internal Disk Disk { get; init; } = new();
}
