using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>
/// Routes of the main table by destination and metric; several may share both. When a link goes down, or an address goes away, the
/// kernel drops routes without telling: the table does the same by the kernel's rule.
/// </summary>
internal sealed class RouteTable(Events events, LinkTable links)
{
    private readonly Table<(Ip4Prefix, uint), Route[]> _rows = new((left, right) =>
        (left[0].Destination.Address.Bits, left[0].Destination.Length, left[0].Metric)
            .CompareTo((right[0].Destination.Address.Bits, right[0].Destination.Length, right[0].Metric)));

    private volatile Flat _flat = new([], []);

    /// <summary>The same list as long as nothing changes.</summary>
    public IReadOnlyList<Route> All
    {
        get
        {
            var rows = _rows.All;
            if (!ReferenceEquals(_flat.From, rows)) _flat = new Flat(rows, [.. rows.SelectMany(same => same)]);
            return _flat.Routes;
        }
    }

    public IReadOnlyList<Route> Find(Ip4Prefix destination, uint metric) => _rows.Find((destination, metric)) ?? [];

    public void StartLoad() => _rows.StartLoad();

    public void FinishLoad()
    {
        foreach (var row in _rows.FinishLoad().SelectMany(same => same)) Drop(row);
    }

    public void Take(Message message)
    {
        if (RouteParser.Parse(message) is not { } parsed) return;
        var row = parsed with { Up = IsUp(parsed) };
        var known = _rows.IsStale((row.Destination, row.Metric)) ? [] : Find(row.Destination, row.Metric);
        var others = known.Where(other => !SameWay(other, row)).ToArray();
        if (message.Type == Rtnl.DelRoute)
        {
            Store(row, others, NetworkChange.Removed);
            return;
        }
        // A replacement took the place of what had the same destination and metric.
        Store(row, (message.Flags & Rtnl.Replace) != 0 ? [row] : [.. others, row], NetworkChange.Changed);
    }

    public void LinkWentDown(int link)
    {
        foreach (var row in All)
            if (row.Gateways.Any(hop => hop.LinkIndex == link) && row.Gateways.All(hop => links.Find(hop.LinkIndex) is not { Link.Up: true }))
                Drop(row);
    }

    public void AddressWentAway(Ip4 address)
    {
        foreach (var row in All)
            if (row.PreferredSource == address) Drop(row);
    }

    /// <summary>A link's carrier came or went.</summary>
    public void Refresh(int link)
    {
        foreach (var same in _rows.All)
        {
            if (!same.Any(row => row.Gateways.Any(hop => hop.LinkIndex == link) && row.Up != IsUp(row))) continue;
            Route[] renewed = [.. same.Select(row => row with { Up = IsUp(row) })];
            _rows.Set((same[0].Destination, same[0].Metric), renewed);
            foreach (var row in renewed.Except(same)) events.Route(row, NetworkChange.Changed);
        }
    }

    private void Drop(Route row) =>
        Store(row, [.. Find(row.Destination, row.Metric).Where(other => !SameWay(other, row))], NetworkChange.Removed);

    private void Store(Route row, Route[] rows, NetworkChange change)
    {
        if (rows.Length == 0) _rows.Remove((row.Destination, row.Metric));
        else _rows.Set((row.Destination, row.Metric), rows);
        events.Route(row, change);
    }

    private bool IsUp(Route route) => route.Kind != RouteKind.Unicast || route.Gateways.Any(hop => links.Find(hop.LinkIndex) is { Link.Running: true });

    private static bool SameWay(Route left, Route right) => left.Kind == right.Kind && left.Gateways.SequenceEqual(right.Gateways);

    private sealed record Flat(IReadOnlyList<Route[]> From, Route[] Routes);
}
