using Appliance.Sdk.Drivers.Network;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Waits for a link that the kernel is about to make.</summary>
internal sealed class LinkArrival : IDisposable
{
    private readonly TaskCompletionSource<Link> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILinks _links;
    private readonly string _kernelName;

    public LinkArrival(ILinks links, string kernelName)
    {
        (_links, _kernelName) = (links, kernelName);
        links.Changed += Look;
    }

    public Task<Link> Arrived => _arrived.Task;

    public void Dispose() => _links.Changed -= Look;

    private void Look(Link? link, NetworkChange change)
    {
        var found = link is null ? _links.All.FirstOrDefault(row => row.KernelName == _kernelName) : link.KernelName == _kernelName && change == NetworkChange.Changed ? link : null;
        if (found is not null) _arrived.TrySetResult(found);
    }
}
