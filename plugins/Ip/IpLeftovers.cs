using Appliance.IpPlugin.Addresses;
using Appliance.IpPlugin.Routes;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.IpPlugin;

/// <summary>Takes away what a commit made that never got to the disk: the daemon was killed between the two.</summary>
public sealed class IpLeftovers(INetwork network, IConfig config, IpAddressReconciler addresses) : IPluginService
{
    public async Task StartAsync(CancellationToken stopping)
    {
        var wanted = config.Current.All<IpRoute>().Where(item => !item.Disabled).Select(item => (item.Destination, (uint)item.Distance)).ToHashSet();
        foreach (var route in network.Routes.All.Where(route => route.Ours && !wanted.Contains((route.Destination, route.Metric))))
            await network.Routes.RemoveAsync(route.Destination, route.Metric, stopping);
        foreach (var address in network.Addresses.All.Where(address => address.Ours && !addresses.HasPut(address.LinkIndex, address.Address)))
            if (network.Links.Find(address.LinkIndex) is { } link) await network.Addresses.RemoveAsync(link.Name, address.Address, stopping);
    }

    public Task StopAsync() => Task.CompletedTask;
}
