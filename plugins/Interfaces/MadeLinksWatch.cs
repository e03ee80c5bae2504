using Appliance.InterfacesPlugin.Bonding;
using Appliance.InterfacesPlugin.Vlans;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging;

namespace Appliance.InterfacesPlugin;

/// <summary>Asks for a look at VLANs and bonds that somebody else changed, that went with the interface below, or whose interface below came.</summary>
public sealed class MadeLinksWatch(INetwork network, IConfig config, IAttention attention, VlanReconciler vlans, BondReconciler bonds, ILoggerFactory loggers)
    : LinkWatch(network, loggers.CreateLogger("interface"))
{
    protected override void Look(IReadOnlySet<string> names)
    {
        var now = config.Current;
        foreach (var vlan in now.All<VlanInterface>())
            if (IsMeant(vlan, names, now) && !vlans.IsRight(vlan, now)) attention.Needs<VlanInterface>(vlan.Id);
        foreach (var bond in now.All<BondInterface>())
            if (IsMeant(bond, names, now) && !bonds.IsRight(bond, now)) attention.Needs<BondInterface>(bond.Id);
    }

    private static bool IsMeant(Interface item, IReadOnlySet<string> names, IConfigView now) =>
        names.Contains("") || names.Contains(item.Name) || item.Below.Any(below => now.Resolve(below) is { } other && names.Contains(other.Name));
}
