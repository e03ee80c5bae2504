using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging;

namespace Appliance.BridgePlugin;

/// <summary>Asks for a look at bridges and ports that somebody else changed, and at ports whose interface came.</summary>
public sealed class BridgeWatch(INetwork network, IConfig config, IAttention attention, BridgePortReconciler ports, ILoggerFactory loggers)
    : LinkWatch(network, loggers.CreateLogger("bridge"))
{
    // The configuration may not show yet what a commit is just applying: then the item is looked at once more and found right.
    protected override void Look(IReadOnlySet<string> names)
    {
        var (now, all) = (config.Current, names.Contains(""));
        foreach (var bridge in now.All<Bridge>())
            if ((all || names.Contains(bridge.Name) || HasPort(bridge, names, now)) && !IsRight(bridge, now)) attention.Needs<Bridge>(bridge.Id);
        foreach (var port in now.All<BridgePort>())
        {
            if (port.Disabled || now.Resolve(port.Interface) is not { } member || now.Resolve(port.Bridge) is not { } bridge) continue;
            if ((all || names.Contains(member.Name) || names.Contains(bridge.Name)) && !ports.IsRight(port, now)) attention.Needs<BridgePort>(port.Id);
        }
    }

    private bool IsRight(Bridge item, IConfigView now) =>
        Network.Links.Find(item.Name) is { Kind: LinkKind.Bridge } link && link.Up == !item.Disabled && link.Mtu == item.Mtu
        && (!item.AutoMac || (AutomaticAddress.Of(item, now, Network) ?? link.Mac) == link.Mac);

    // The address of the bridge follows that of a port.
    private static bool HasPort(Bridge bridge, IReadOnlySet<string> names, IConfigView now) =>
        now.All<BridgePort>().Any(port => now.Resolve(port.Bridge)?.Id == bridge.Id && now.Resolve(port.Interface) is { } member && names.Contains(member.Name));
}
