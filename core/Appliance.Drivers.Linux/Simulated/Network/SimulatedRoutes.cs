using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>IPv4 routes of the simulated kernel.</summary>
internal sealed class SimulatedRoutes(SimulatedMachine machine, Submission submit) : IRoutes
{
    public event Action<Route?, NetworkChange>? Changed
    {
        add => machine.RouteChanged += value;
        remove => machine.RouteChanged -= value;
    }

    public IReadOnlyCollection<Route> All
    {
        get { lock (machine.Gate) return [.. machine.Routes]; }
    }

    public Task EnsureAsync(RouteSpec want, CancellationToken ct) => submit(_ =>
    {
        (Ip4?, int)[] gateways = [.. want.Gateways.Select(hop => (hop.Gateway, LinkOf(hop.Gateway, hop.Link)))];
        if (want.PreferredSource is { } source && !machine.Addresses.Exists(row => row.Address.Address == source)) throw new NotReadyException("invalid prefsrc address");
        var known = machine.Routes.Find(route => Is(route, want.Destination, want.Metric));
        var route = new Route(want.Destination, want.Metric, want.Kind, gateways, want.PreferredSource, false,
            want.Kind != RouteKind.Unicast || gateways.Any(hop => machine.IsRunning(hop.Item2)), Ours: true);
        if (known is not null && known.Gateways.SequenceEqual(gateways) && known with { Gateways = gateways } == route with { Gateways = gateways }) return;
        if (known is not null) machine.Routes.Remove(known);
        machine.Routes.Add(route);
        machine.Tell(route, NetworkChange.Changed);
    }, ct);

    public Task RemoveAsync(Ip4Prefix destination, uint metric, CancellationToken ct) =>
        submit(_ => machine.DropRoutes(route => Is(route, destination, metric)), ct);

    private static bool Is(Route route, Ip4Prefix destination, uint metric) => !route.Connected && route.Destination == destination && route.Metric == metric;

    private int LinkOf(Ip4? gateway, string? link)
    {
        if (link is not null)
        {
            var row = machine.Needed(link);
            return row.Up ? row.Index : throw new NotReadyException("device for nexthop is not up");
        }
        var way = machine.Routes.Find(route => route.Connected && route.Destination.Contains(gateway!.Value));
        return way?.Gateways[0].LinkIndex ?? throw new NotReadyException("nexthop has invalid gateway");
    }
}
