using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging;

namespace Appliance.InterfacesPlugin.Ethernet;

/// <summary>Asks for a look at cards that came, or that somebody else changed.</summary>
public sealed class EthernetWatch(INetwork network, IConfig config, IAttention attention, ILoggerFactory loggers)
    : LinkWatch(network, loggers.CreateLogger("interface"))
{
    protected override bool Concerns(Link link) => link.IsPort;

    // The name that a new card took may be another one's: then it needs a name of its own first.
    protected override void Look(IReadOnlySet<string> names)
    {
        var items = config.Current.All<EthernetInterface>().ToDictionary(item => item.Name);
        if (names.Any(name => !items.ContainsKey(name))) attention.Needs<EthernetInterface>();
        foreach (var name in names)
            if (items.TryGetValue(name, out var item) && !IsRight(item)) attention.Needs<EthernetInterface>(item.Id);
    }

    private bool IsRight(EthernetInterface item) =>
        Network.Links.Find(item.Name) is { } link && link.Up == !item.Disabled
        && (link.Mtu == item.Mtu && link.Mac == item.MacAddress || Network.Links.Find(link.Master) is { Kind: LinkKind.Bond });
}
