using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Routes;

/// <summary>IPv4 routes of the kernel's main table.</summary>
internal sealed class RouteDriver(KernelTables tables, Events events, Func<Change, CancellationToken, Task> submit) : IRoutes
{
    public event Action<Route?, NetworkChange>? Changed
    {
        add => events.RouteChanged += value;
        remove => events.RouteChanged -= value;
    }

    public IReadOnlyCollection<Route> All => tables.Routes.All;

    public Task EnsureAsync(RouteSpec want, CancellationToken ct) => submit(new EnsureRoute(want, tables), ct);

    public Task RemoveAsync(Ip4Prefix destination, uint metric, CancellationToken ct) => submit(new RemoveRoute(destination, metric, tables), ct);
}
