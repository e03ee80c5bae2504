using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>What the simulated kernel has, and what it does by itself when something changes.</summary>
internal sealed class SimulatedMachine
{
    private readonly List<Action> _events = [];
    private int _lastIndex;

    public SimulatedMachine() => AddLink(new Link { Index = 0, Name = "lo", KernelName = "lo", Kind = LinkKind.Existing, Mtu = 65536 });

    public Lock Gate { get; } = new();
    public SortedDictionary<int, Link> Links { get; } = [];
    public Dictionary<int, bool> Carriers { get; } = [];
    public Dictionary<int, int> LargestMtus { get; } = [];
    public HashSet<int> FixedMacs { get; } = [];
    public Dictionary<int, ArpMode> ArpModes { get; } = [];
    public Dictionary<int, BridgeSpec> Bridges { get; } = [];
    public Dictionary<int, BridgePortSpec> Ports { get; } = [];
    public Dictionary<int, VlanSpec> Vlans { get; } = [];
    public Dictionary<int, BondSpec> Bonds { get; } = [];
    public List<LinkAddress> Addresses { get; } = [];
    public List<Route> Routes { get; } = [];
    public List<Neighbour> Neighbours { get; } = [];

    public event Action<Link?, NetworkChange>? LinkChanged;
    public event Action<LinkAddress?, NetworkChange>? AddressChanged;
    public event Action<Route?, NetworkChange>? RouteChanged;
    public event Action<Neighbour?, NetworkChange>? NeighbourChanged;

    public Link? Find(string name)
    {
        foreach (var link in Links.Values)
            if (link.Name == name) return link;
        return null;
    }

    public Link Needed(string name) => Find(name) ?? throw new NotReadyException($"no interface {name}");

    public Link AddLink(Link link)
    {
        var added = link with { Index = ++_lastIndex };
        Links[added.Index] = added;
        Carriers[added.Index] = added.Kind is LinkKind.Existing or LinkKind.Veth or LinkKind.Bridge or LinkKind.Vlan;
        Tell(added, NetworkChange.Changed);
        return added;
    }

    /// <summary>Stores a link and does what follows: carrier, a bridge's address, connected routes.</summary>
    public void SetLink(Link link)
    {
        var before = Links[link.Index];
        var now = link with { Running = link.Up && Carriers[link.Index] };
        Links[now.Index] = now;
        if (now != before) Tell(now, NetworkChange.Changed);
        if (before.Up && !now.Up) DropRoutes(route => route.Gateways.Any(hop => hop.LinkIndex == now.Index) && !route.Gateways.Any(hop => IsUp(hop.LinkIndex)));
        if (!before.Up && now.Up) foreach (var address in Addresses.Where(address => address.LinkIndex == now.Index)) Connect(address);
        for (var at = 0; at < Routes.Count; at++) Routes[at] = Routes[at] with { Up = Routes[at].Kind != RouteKind.Unicast || Routes[at].Gateways.Any(hop => IsRunning(hop.LinkIndex)) };
        foreach (var master in new[] { before.Master, now.Master }.Where(index => index != 0).Distinct()) RefreshMaster(master);
    }

    public void RemoveLink(Link link)
    {
        foreach (var vlan in Links.Values.Where(vlan => vlan.Parent == link.Index).ToArray()) RemoveLink(vlan);
        foreach (var port in Links.Values.Where(port => port.Master == link.Index).ToArray()) SetLink(port with { Master = 0 });
        foreach (var address in Addresses.Where(address => address.LinkIndex == link.Index).ToArray()) RemoveAddress(address);
        DropRoutes(route => route.Gateways.Any(hop => hop.LinkIndex == link.Index));
        foreach (var neighbour in Neighbours.Where(neighbour => neighbour.LinkIndex == link.Index).ToArray()) Remove(Neighbours, neighbour, Tell);
        Links.Remove(link.Index);
        Tell(link, NetworkChange.Removed);
        if (link.Master != 0) RefreshMaster(link.Master);
    }

    public void AddAddress(LinkAddress address)
    {
        Addresses.Add(address);
        Tell(address, NetworkChange.Changed);
        if (IsUp(address.LinkIndex)) Connect(address);
    }

    public void RemoveAddress(LinkAddress address)
    {
        Remove(Addresses, address, Tell);
        DropRoutes(route => route.PreferredSource == address.Address.Address && (!route.Connected || route.Gateways[0].LinkIndex == address.LinkIndex));
    }

    public void DropRoutes(Func<Route, bool> which)
    {
        foreach (var route in Routes.Where(which).ToArray()) Remove(Routes, route, Tell);
    }

    public bool IsUp(int link) => Links.GetValueOrDefault(link) is { Up: true };

    public bool IsRunning(int link) => Links.GetValueOrDefault(link) is { Running: true };

    public void Tell(Link? link, NetworkChange change) => _events.Add(() => LinkChanged?.Invoke(link, change));
    public void Tell(LinkAddress? address, NetworkChange change) => _events.Add(() => AddressChanged?.Invoke(address, change));
    public void Tell(Route? route, NetworkChange change) => _events.Add(() => RouteChanged?.Invoke(route, change));
    public void Tell(Neighbour? neighbour, NetworkChange change) => _events.Add(() => NeighbourChanged?.Invoke(neighbour, change));

    /// <summary>Raises what has happened, outside of the lock.</summary>
    public void Raise()
    {
        Action[] happened;
        lock (Gate)
        {
            happened = [.. _events];
            _events.Clear();
        }
        foreach (var raise in happened) raise();
    }

    private static void Remove<T>(List<T> rows, T row, Action<T, NetworkChange> tell)
    {
        if (rows.Remove(row)) tell(row, NetworkChange.Removed);
    }

    private void Connect(LinkAddress address)
    {
        if (address.Address.Length == 32) return;
        var route = new Route(new Ip4Prefix(address.Address.Network, address.Address.Length), 0, RouteKind.Unicast,
            [(null, address.LinkIndex)], address.Address.Address, true, IsRunning(address.LinkIndex));
        Routes.Add(route);
        Tell(route, NetworkChange.Changed);
    }

    // Unless it was given an address a bridge takes the lowest of its ports. A bond has a carrier while a member runs.
    private void RefreshMaster(int index)
    {
        if (!Links.TryGetValue(index, out var bridge)) return;
        if (bridge.Kind == LinkKind.Bond)
        {
            Carriers[index] = Links.Values.Any(member => member.Master == index && member.Running);
            SetLink(bridge);
            return;
        }
        var ports = Links.Values.Where(port => port.Master == index).ToArray();
        SetLink(FixedMacs.Contains(index) || ports.Length == 0 ? bridge : bridge with { Mac = new MacAddress(ports.Min(port => port.Mac.Bits)) });
    }
}
