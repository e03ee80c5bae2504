using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;

namespace Appliance.XenPlugin;

/// <summary>Taps that are no interface: their guest ended while no daemon was looking, or their commit never got to the disk.</summary>
public sealed class TapLeftovers(INetwork network) : ILeftovers
{
    public async Task TakeAwayAsync(IConfigView config, CancellationToken ct)
    {
        foreach (var link in network.Links.All.Where(link => link is { Ours: true, Kind: LinkKind.Tap } && config.Find<VirtualEthernet>(link.Name) is null))
            await network.Links.RemoveAsync(link.Name, ct);
    }
}
