using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Routes;

/// <summary>
/// Gives the kernel the typed routes. It keeps one of those with the same destination and distance: the first that a person typed;
/// another one takes its place when that is removed.
/// </summary>
public sealed class IpRouteReconciler(INetwork network, KernelRoutes kernel) : Reconciler<IpRoute>
{
    public override async Task EnsureAsync(IpRoute want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is IpRoute last && PlaceOf(last) != PlaceOf(want)) await RemoveAsync(last, scope, ct);
        if (Yields(want, scope.Config)) return;
        await network.Routes.EnsureAsync(SpecOf(want), ct);
    }

    public override async Task RemoveAsync(IpRoute last, IApplyScope scope, CancellationToken ct)
    {
        var next = scope.Config.All<IpRoute>().Where(other => other.Id != last.Id && !other.Disabled && PlaceOf(other) == PlaceOf(last)).MinBy(other => other.Position);
        if (next is null) await network.Routes.RemoveAsync(last.Destination, (uint)last.Distance, ct);
        else await network.Routes.EnsureAsync(SpecOf(next), ct);
    }

    public override IpRoute Observe(IpRoute item, IConfigView config) =>
        item with { Active = !item.Disabled && kernel.Of(item) is { } route && kernel.IsActive(route) };

    /// <summary>Whether the kernel has it, or another one in its place.</summary>
    public bool IsRight(IpRoute item) => kernel.To(item.Destination).Any(route => !route.Connected && route.Metric == item.Distance);

    private static RouteSpec SpecOf(IpRoute item) => new(item.Destination, (uint)item.Distance, (RouteKind)item.Type,
        [.. (item.Gateway ?? []).Select(gateway => (gateway.Address, gateway.Interface))], item.PrefSrc);

    private static (Ip4Prefix, int) PlaceOf(IpRoute route) => (route.Destination, route.Distance);

    private static bool Yields(IpRoute route, IConfigView config) =>
        config.All<IpRoute>().Any(other => other.Id != route.Id && !other.Disabled && other.Position < route.Position && PlaceOf(other) == PlaceOf(route));
}
