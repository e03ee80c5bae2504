using System.Runtime;

namespace Appliance.Daemon;

/// <summary>
/// Lets a start allocate without collections: nearly all of it stays, so that they would free little, and move it about more than
/// once. Only where the configuration is large, and the machine has the memory.
/// </summary>
internal static class StartMemory
{
    // What a start allocates for each octet of the stored configuration; where it is more, collections begin again by themselves.
    private const int OctetsEach = 24;
    private const long Large = 1 << 20;

    public static void Lend(long configuration)
    {
        var memory = GC.GetGCMemoryInfo();
        var wanted = configuration * OctetsEach;
        if (configuration < Large || wanted > (memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes) / 4) return;
        GC.TryStartNoGCRegion(wanted);
    }

    /// <summary>Collects, and gives back what the start leaves behind: a router at rest allocates nothing, and would keep it for ever.</summary>
    public static void GiveBack()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
