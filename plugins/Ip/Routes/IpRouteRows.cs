using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;

namespace Appliance.IpPlugin.Routes;

/// <summary>Routes that nobody typed here: the kernel's own because of addresses, and other people's.</summary>
public sealed class IpRouteRows(INetwork network, KernelRoutes kernel) : IRows<IpRoute>
{
    public IEnumerable<IpRoute> Read(IConfigView config)
    {
        var typed = config.All<IpRoute>().Where(item => !item.Disabled).Select(item => (item.Destination, (uint)item.Distance)).ToHashSet();
        return network.Routes.All.Where(route => route.Connected || !typed.Contains((route.Destination, route.Metric))).Select(RowOf);
    }

    public string Key(IpRoute row) => $"{row.DstAddress} {row.Distance} {string.Join(',', row.Gateway ?? [])}";

    private IpRoute RowOf(Route route) => new()
    {
        DstAddress = route.Destination,
        PrefSrc = route.PreferredSource,
        Gateway = [.. route.Gateways.Select(kernel.GatewayOf)],
        Distance = (int)Math.Min(route.Metric, int.MaxValue),
        Type = (RouteType)route.Kind,
        Connect = route.Connected,
        Active = kernel.IsActive(route),
    };
}
