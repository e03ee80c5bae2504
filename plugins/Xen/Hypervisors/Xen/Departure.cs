using Appliance.Sdk.Drivers.Network;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Waits until the kernel has let go of a domain's devices: of the links of its cards, and of the files of its disks. Begins before they are taken away.</summary>
internal sealed class Departure : IDisposable
{
    private readonly KernelEvents _events = KernelEvents.Open();
    private readonly IReadOnlyCollection<GuestDevice> _devices;
    private readonly Func<bool> _imagesAreFree;
    private readonly HashSet<int> _going;
    private readonly ILinks _links;

    /// <param name="devices">That go.</param>
    /// <param name="imagesAreFree">Whether the kernel has let go of the files of the disks among them.</param>
    /// <param name="links">The machine's.</param>
    public Departure(IReadOnlyCollection<GuestDevice> devices, Func<bool> imagesAreFree, ILinks links)
    {
        (_devices, _imagesAreFree, _links) = (devices, imagesAreFree, links);
        var names = devices.Select(device => device.KernelLink).OfType<string>().ToHashSet();
        _going = [.. links.All.Where(link => names.Contains(link.KernelName)).Select(link => link.Index)];
    }

    /// <returns>False when it was not done in that time.</returns>
    public async Task<bool> CompleteAsync(TimeSpan time)
    {
        using var limit = new CancellationTokenSource(time);
        try
        {
            await _events.UntilGoneAsync(_devices.Select(device => device.Name), _imagesAreFree, limit.Token);
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
