using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Network;

/// <summary>IPv4 unicast, blackhole, unreachable and prohibit routes of the kernel's main table.</summary>
public interface IRoutes
{
    /// <summary>All routes now.</summary>
    IReadOnlyCollection<Route> All { get; }

    /// <summary>Adds or replaces the route to this destination with this metric.</summary>
    Task EnsureAsync(RouteSpec want, CancellationToken ct = default);

    /// <summary>Removes the route to this destination with this metric; nothing happens when it is not there.</summary>
    Task RemoveAsync(Ip4Prefix destination, uint metric, CancellationToken ct = default);

    /// <summary>Raised on the driver's thread; handlers return at once. Null after the whole table was read again.</summary>
    event Action<Route?, NetworkChange>? Changed;
}

/// <summary>What happens to packets of a route.</summary>
public enum RouteKind
{
    /// <summary>Forwarded.</summary>
    Unicast,

    /// <summary>Dropped silently.</summary>
    Blackhole,

    /// <summary>Dropped with "host unreachable".</summary>
    Unreachable,

    /// <summary>Dropped with "administratively prohibited".</summary>
    Prohibit,
}

/// <summary>A route to be.</summary>
/// <param name="Destination">Network; host bits zero.</param>
/// <param name="Metric">The kernel's priority: RouterOS's distance.</param>
/// <param name="Kind">What happens to packets.</param>
/// <param name="Gateways">Next hops: an address, or a link's name, or both. Several share the traffic.</param>
/// <param name="PreferredSource">Source address of the router's own packets.</param>
public sealed record RouteSpec(Ip4Prefix Destination, uint Metric, RouteKind Kind, IReadOnlyList<(Ip4? Gateway, string? Link)> Gateways, Ip4? PreferredSource);

/// <summary>A route of the kernel.</summary>
/// <param name="Destination">Network.</param>
/// <param name="Metric">Priority; lower wins.</param>
/// <param name="Kind">What happens to packets.</param>
/// <param name="Gateways">Next hops with the link's number.</param>
/// <param name="PreferredSource">Source address, if set.</param>
/// <param name="Connected">Made by the kernel itself because of an address.</param>
/// <param name="Up">The next hop's link is up and has a carrier.</param>
/// <param name="Ours">Put there by the appliance, in this run or in an earlier one.</param>
public sealed record Route(Ip4Prefix Destination, uint Metric, RouteKind Kind, IReadOnlyList<(Ip4? Gateway, int LinkIndex)> Gateways, Ip4? PreferredSource, bool Connected, bool Up, bool Ours = false);
