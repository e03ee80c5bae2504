using System.Diagnostics;

namespace Appliance.Packages.Tests;

/// <summary>Asks the garbage collector.</summary>
internal static class Memory
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A load context needs several collections: its types, its finalizer, its handle. The test may be running on the stack of the very
    /// code that let go last, whose locals still count, so it steps aside; and nothing tells when the runtime itself lets go.
    /// </summary>
    public static async Task<bool> IsGoneAsync(WeakReference reference)
    {
        for (var since = Stopwatch.StartNew(); reference.IsAlive && since.Elapsed < s_patience;)
        {
            await Task.Delay(10);
            Collect();
        }

        return !reference.IsAlive;
    }

    public static async Task<bool> AreGoneAsync(IEnumerable<WeakReference> references)
    {
        foreach (var reference in references)
        {
            if (!await IsGoneAsync(reference))
                return false;
        }

        return true;
    }

    public static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
