namespace Appliance.Packages.Tests;

/// <summary>Asks the garbage collector.</summary>
internal static class Memory
{
    /// <summary>A load context needs several collections: its types, its finalizer, its handle.</summary>
    public static bool IsGone(WeakReference reference)
    {
        for (var round = 0; reference.IsAlive && round < 20; round++)
            Collect();
        return !reference.IsAlive;
    }

    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
