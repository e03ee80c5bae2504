using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Routes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Does a change of a link while it is down for a moment, and puts back the routes that the kernel drops meanwhile.</summary>
internal sealed class WhileDown(Change change, LinkRow row, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters => [];

    public override void Write(Batch batch)
    {
        Route[] routes = [.. tables.Routes.All.Where(route => !route.Connected && route.Gateways.Any(hop => hop.LinkIndex == row.Index))];
        LinkMessages.UpOrDown(batch, this, row.Index, up: false);
        change.Write(batch);
        LinkMessages.UpOrDown(batch, this, row.Index, up: true);
        foreach (var route in routes) RouteMessages.Add(batch, this, route.Destination, route.Metric, route.Kind, route.Gateways, route.PreferredSource);
    }

    public override bool Tolerates(KernelError error) => true;
}
