using Appliance.IpPlugin.Addresses;
using Appliance.IpPlugin.Arp;
using Appliance.IpPlugin.Routes;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.IpPlugin;

/// <summary>
/// Asks for a look at what somebody else took away, and at what waits for a link: an address that appears is what routes wait for.
/// Asking about one item also has everything looked at that waits.
/// </summary>
public sealed class IpWatch(
    INetwork network, IConfig config, IAttention attention, IpAddressReconciler addresses, IpRouteReconciler routes, ArpReconciler neighbours,
    ILoggerFactory loggers) : IPluginService
{
    private enum Table
    {
        Links,
        Addresses,
        Routes,
        Neighbours,
    }

    private Notices<Table>? _notices;

    public Task StartAsync(CancellationToken stopping)
    {
        _notices = new Notices<Table>(loggers.CreateLogger("route"), Look);
        network.Links.Changed += LinkChanged;
        network.Addresses.Changed += AddressChanged;
        network.Routes.Changed += RouteChanged;
        network.Neighbours.Changed += NeighbourChanged;
        return Task.CompletedTask;
    }

    public Task StopAsync()
    {
        network.Links.Changed -= LinkChanged;
        network.Addresses.Changed -= AddressChanged;
        network.Routes.Changed -= RouteChanged;
        network.Neighbours.Changed -= NeighbourChanged;
        return _notices?.StopAsync() ?? Task.CompletedTask;
    }

    private void LinkChanged(Link? link, NetworkChange change) => _notices!.Add(Table.Links);

    private void AddressChanged(LinkAddress? address, NetworkChange change) => _notices!.Add(Table.Addresses);

    private void RouteChanged(Route? route, NetworkChange change)
    {
        if (route is null || change == NetworkChange.Removed) _notices!.Add(Table.Routes);
    }

    // Neighbours come and go all the time; only typed ones are missed.
    private void NeighbourChanged(Neighbour? neighbour, NetworkChange change)
    {
        if (neighbour is null or { Permanent: true } or { Proxy: true } || change == NetworkChange.Removed) _notices!.Add(Table.Neighbours);
    }

    private void Look(IReadOnlySet<Table> tables)
    {
        var (now, links) = (config.Current, tables.Contains(Table.Links));
        if (links || tables.Contains(Table.Addresses)) LookAtAddresses(now);
        // Routes stand on links and addresses.
        if (links || tables.Contains(Table.Addresses) || tables.Contains(Table.Routes)) LookAtRoutes(now);
        if (links || tables.Contains(Table.Neighbours)) LookAtNeighbours(now);
    }

    private void LookAtAddresses(IConfigView now)
    {
        var kernel = network.Addresses.All.Select(row => (row.LinkIndex, row.Address)).ToHashSet();
        foreach (var item in now.All<IpAddress>())
            if (!item.Disabled && !addresses.IsRight(item, now, kernel)) attention.Needs<IpAddress>(item.Id);
    }

    private void LookAtRoutes(IConfigView now)
    {
        foreach (var item in now.All<IpRoute>())
            if (!item.Disabled && !routes.IsRight(item)) attention.Needs<IpRoute>(item.Id);
    }

    private void LookAtNeighbours(IConfigView now)
    {
        var kernel = network.Neighbours.All.Where(row => row.Permanent || row.Proxy).Select(row => (row.LinkIndex, row.Address, row.Mac)).ToHashSet();
        foreach (var item in now.All<ArpEntry>())
            if (!item.Disabled && !neighbours.IsRight(item, now, kernel)) attention.Needs<ArpEntry>(item.Id);
    }
}
