using Appliance.InterfacesPlugin.Bonding;
using Appliance.InterfacesPlugin.Ethernet;
using Appliance.InterfacesPlugin.Traffic;
using Appliance.InterfacesPlugin.Vlans;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.InterfacesPlugin;

/// <summary>All interfaces in one list, those of the hardware, and VLANs and bonds on them.</summary>
public sealed class InterfacesPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Interface>(menu => menu.Command<MonitorTraffic>("monitor-traffic"))
        .Menu<EthernetInterface, EthernetReconciler>(menu => menu.Sorted((left, right) => InterfaceNames.Compare(left.Name, right.Name)))
        .Menu<VlanInterface, VlanReconciler>()
        .Menu<BondInterface, BondReconciler>()
        .Leftovers<MadeLinksLeftovers>()
        .Service<EthernetWatch>()
        .Service<MadeLinksWatch>();
}
