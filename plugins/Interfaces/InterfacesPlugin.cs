using Appliance.InterfacesPlugin.Ethernet;
using Appliance.InterfacesPlugin.Traffic;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.InterfacesPlugin;

/// <summary>All interfaces in one list, and those of the hardware.</summary>
public sealed class InterfacesPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin
        .Menu<Interface>(menu => menu.Command<MonitorTraffic>("monitor-traffic"))
        .Menu<EthernetInterface, EthernetReconciler>(menu => menu.Sorted((left, right) => InterfaceNames.Compare(left.Name, right.Name)))
        .Service<EthernetWatch>();
}
