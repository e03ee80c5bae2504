using Appliance.IpPlugin.Addresses;
using Appliance.IpPlugin.Routes;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.IpPlugin;

/// <summary>Addresses and routes that are ours, and that no item put there.</summary>
public sealed class IpLeftovers(INetwork network, IpAddressReconciler addresses) : ILeftovers
{
    public async Task TakeAwayAsync(IConfigView config, CancellationToken ct)
    {
        var wanted = config.All<IpRoute>().Where(item => !item.Disabled).Select(item => (item.Destination, (uint)item.Distance)).ToHashSet();
        foreach (var route in network.Routes.All.Where(route => route.Ours && !wanted.Contains((route.Destination, route.Metric))))
            await network.Routes.RemoveAsync(route.Destination, route.Metric, ct);
        foreach (var address in network.Addresses.All.Where(address => address.Ours && !addresses.HasPut(address.LinkIndex, address.Address)))
            if (network.Links.Find(address.LinkIndex) is { } link) await network.Addresses.RemoveAsync(link.Name, address.Address, ct);
    }
}
