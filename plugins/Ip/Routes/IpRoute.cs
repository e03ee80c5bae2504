using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Routes;

/// <summary>A route.</summary>
[Menu("/ip route", Noun = "route {dst-address}")]
[PrintFlags("X disabled, A active", "D dynamic", "C connect, S static, r rip, b bgp, o ospf, m mme", "B blackhole, U unreachable, P prohibit")]
[Help("Route management")]
public sealed record IpRoute : Item
{
    [Brief(Width = 18), Help("Destination address")] public Ip4Prefix DstAddress { get; init; } = Ip4Prefix.Default;

    [Brief(Width = 15), Help("Source address of packets that the router sends itself")] public Ip4? PrefSrc { get; init; }

    /// <summary>Null, and so not printed, where there is none.</summary>
    [Brief(Width = 18), MayName(typeof(Interface)), Help("Gateways: addresses or interfaces")]
    public IReadOnlyList<RouteGateway>? Gateway { get; init => field = value is { Count: 0 } ? null : value; }

    [Brief, Between(1, 255), Help("Of routes with the same destination the one with the least is used")] public int Distance { get; init; } = 1;

    [Help("What happens to packets")] public RouteType Type { get; init; } = RouteType.Unicast;

    /// <summary>In use; observed, as the flags below.</summary>
    [NotAProperty] public bool Active { get; init; }

    [NotAProperty] public bool Connect { get; init; }

    [NotAProperty] public bool Static => !Connect;

    [NotAProperty] public bool Rip => false;

    [NotAProperty] public bool Bgp => false;

    [NotAProperty] public bool Ospf => false;

    [NotAProperty] public bool Mme => false;

    [NotAProperty] public bool Blackhole => Type == RouteType.Blackhole;

    [NotAProperty] public bool Unreachable => Type == RouteType.Unreachable;

    [NotAProperty] public bool Prohibit => Type == RouteType.Prohibit;

    /// <summary>The network, whatever host bits were typed.</summary>
    [NotAProperty] public Ip4Prefix Destination => new(DstAddress.Network, DstAddress.Length);

    public static int Compare(IpRoute left, IpRoute right) => Key(left).CompareTo(Key(right));

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (DstAddress.Address != DstAddress.Network) yield return Problem.Failure("invalid dst-address: host bits are set", "dst-address");
        if (Type == RouteType.Unicast && Gateway is null) yield return Problem.Failure("gateway is required", "gateway");
        if (Type != RouteType.Unicast && Gateway is not null) yield return Problem.Failure($"{Type.ToString().ToLowerInvariant()} route has no gateway", "gateway");
        foreach (var gateway in Gateway ?? [])
            if (gateway.Interface is { } name && config.Find<Interface>(name) is null) yield return new Problem("input does not match any value of gateway", "gateway");
    }

    private static (uint, byte, int, long) Key(IpRoute route) => (route.DstAddress.Address.Bits, route.DstAddress.Length, route.Distance, route.Position);
}
