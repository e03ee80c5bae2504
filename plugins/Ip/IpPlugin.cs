using Appliance.IpPlugin.Addresses;
using Appliance.IpPlugin.Arp;
using Appliance.IpPlugin.Pings;
using Appliance.IpPlugin.Routes;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Appliance.IpPlugin;

/// <summary>Addresses, routes and neighbours of IPv4.</summary>
public sealed class IpPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin)
    {
        plugin.Services.AddSingleton<KernelRoutes>();
        plugin.Services.TryAddSingleton<IEcho, RawEcho>();
        plugin
            .Menu<IpAddress, IpAddressReconciler>()
            .Menu<IpRoute, IpRouteReconciler>(menu => menu.Rows<IpRouteRows>().Sorted(IpRoute.Compare))
            .Menu<ArpEntry, ArpReconciler>(menu => menu.Rows<ArpRows>())
            .Command<Ping>("/ping")
            .Leftovers<IpLeftovers>()
            .Service<IpWatch>()
            .Service<GatewayNames>();
    }
}
