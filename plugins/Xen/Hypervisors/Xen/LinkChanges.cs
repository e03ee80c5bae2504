using Appliance.Sdk.Drivers.Network;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Waits for what the kernel does to links by itself.</summary>
internal static class LinkChanges
{
    /// <summary>Waits until it is so; the token ends waiting.</summary>
    public static async Task UntilAsync(ILinks links, Func<bool> isSo, CancellationToken ct)
    {
        var changed = new SemaphoreSlim(0);
        void Look(Link? link, NetworkChange change) => changed.Release();
        links.Changed += Look;
        try
        {
            while (!isSo()) await changed.WaitAsync(ct);
        }
        finally
        {
            links.Changed -= Look;
        }
    }
}
