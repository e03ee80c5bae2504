using Appliance.Sdk.Drivers.Network;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Waits until the kernel has let go of a domain's devices: of the links of its cards, and of the files of its disks. Begins before they are taken away.</summary>
internal sealed class Departure : IDisposable
{
    private readonly KernelEvents _events = KernelEvents.Open();
    private readonly IReadOnlyCollection<GuestDevice> _devices;
    private readonly IReadOnlyCollection<int> _loops;
    private readonly HashSet<int> _going;
    private readonly ILinks _links;

    public Departure(IReadOnlyCollection<GuestDevice> devices, IReadOnlyCollection<int> loops, ILinks links)
    {
        (_devices, _loops, _links) = (devices, loops, links);
        var names = devices.Select(device => device.KernelLink).OfType<string>().ToHashSet();
        _going = [.. links.All.Where(link => names.Contains(link.KernelName)).Select(link => link.Index)];
    }

    /// <returns>False when it was not done in that time.</returns>
    public async Task<bool> CompleteAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await _events.UntilGoneAsync(_devices.Select(device => device.Name), () => !_loops.Any(LoopDevice.IsBound), limit.Token);
            await LinkChanges.UntilAsync(_links, () => !_going.Any(link => _links.Find(link) is not null), limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _events.Dispose();
}
