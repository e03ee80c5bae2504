using Appliance.InterfacesPlugin.Bonding;
using Appliance.InterfacesPlugin.Vlans;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.InterfacesPlugin;

/// <summary>VLANs and bonds that nobody wants.</summary>
public sealed class MadeLinksLeftovers(INetwork network) : ILeftovers
{
    public async Task TakeAwayAsync(IConfigView config, CancellationToken ct)
    {
        foreach (var link in network.Links.All.Where(link => link.Ours && IsUnwanted(link, config))) await network.Links.RemoveAsync(link.Name, ct);
    }

    private static bool IsUnwanted(Link link, IConfigView config) => link.Kind switch
    {
        LinkKind.Vlan => config.Find<VlanInterface>(link.Name) is null,
        LinkKind.Bond => config.Find<BondInterface>(link.Name) is null,
        _ => false,
    };
}
