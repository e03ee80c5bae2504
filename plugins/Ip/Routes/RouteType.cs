using Appliance.Sdk.Menus;

namespace Appliance.IpPlugin.Routes;

/// <summary>What happens to packets of a route.</summary>
public enum RouteType
{
    [Help("forward the packet")] Unicast,
    [Help("drop the packet silently")] Blackhole,
    [Help("drop the packet and say that the host is unreachable")] Unreachable,
    [Help("drop the packet and say that it is prohibited")] Prohibit,
}
