using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.BridgePlugin;

/// <summary>
/// The address of a bridge with <c>auto-mac</c>: the lowest of the ports that somebody typed. Left to the kernel it would be that of any port, also
/// of a guest's; when such a guest starts or ends the bridge would be another one to its neighbours, who would lose it for many seconds.
/// </summary>
internal static class AutomaticAddress
{
    /// <summary>Null where no typed port has an interface: then the bridge keeps what it has.</summary>
    public static MacAddress? Of(Bridge bridge, IConfigView config, INetwork network)
    {
        MacAddress? lowest = null;
        foreach (var port in config.All<BridgePort>())
        {
            if (port.Dynamic || port.Disabled || config.Resolve(port.Bridge)?.Id != bridge.Id) continue;
            if (config.Resolve(port.Interface) is not { } member || network.Links.Find(member.Name) is not { } link) continue;
            if (lowest is null || link.Mac.Bits < lowest.Value.Bits) lowest = link.Mac;
        }
        return lowest;
    }

    /// <summary>Gives it to a bridge whose typed ports are other ones than before.</summary>
    public static async Task GiveAsync(Bridge bridge, IConfigView config, INetwork network, CancellationToken ct)
    {
        if (bridge.AutoMac && Of(bridge, config, network) is { } mac && network.Links.Find(bridge.Name) is { Kind: LinkKind.Bridge } link && link.Mac != mac)
            await network.Links.EnsureAsync(new LinkSpec { Name = bridge.Name, Kind = LinkKind.Existing, Mac = mac }, ct);
    }
}
