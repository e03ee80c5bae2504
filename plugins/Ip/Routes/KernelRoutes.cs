using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Routes;

/// <summary>The kernel's routes by destination, sorted anew only when the table is another.</summary>
public sealed class KernelRoutes(INetwork network)
{
    private volatile Sorted? _sorted;

    /// <summary>Routes to one destination.</summary>
    public IEnumerable<Route> To(Ip4Prefix destination)
    {
        var all = network.Routes.All;
        if (_sorted is not { } sorted || !ReferenceEquals(sorted.From, all)) _sorted = sorted = new Sorted(all, all.ToLookup(route => route.Destination));
        return sorted.ByDestination[destination];
    }

    /// <summary>The kernel's route that an item stands for; null where it has none.</summary>
    public Route? Of(IpRoute item) => To(item.Destination).FirstOrDefault(route =>
        !route.Connected && route.Metric == item.Distance && (int)route.Kind == (int)item.Type && route.PreferredSource == item.PrefSrc && Leads(route, item));

    /// <summary>Whether packets take this route: it is up, and none that is up is nearer.</summary>
    public bool IsActive(Route route) => route.Up && !To(route.Destination).Any(other => other.Up && other.Metric < route.Metric);

    /// <summary>A gateway as a person would type it.</summary>
    public RouteGateway GatewayOf((Ip4? Gateway, int LinkIndex) hop) =>
        hop.Gateway is { } address ? new RouteGateway(address, null) : new RouteGateway(null, network.Links.Find(hop.LinkIndex)?.Name ?? "");

    private bool Leads(Route route, IpRoute item) =>
        route.Kind != RouteKind.Unicast || route.Gateways.Select(GatewayOf).SequenceEqual(item.Gateway ?? []);

    private sealed record Sorted(IReadOnlyCollection<Route> From, ILookup<Ip4Prefix, Route> ByDestination);
}
