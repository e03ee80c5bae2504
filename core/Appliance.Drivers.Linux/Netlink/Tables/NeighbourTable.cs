using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>IPv4 neighbours by link, address and whether they are published.</summary>
internal sealed class NeighbourTable(Events events)
{
    public const ushort Destination = 1, HardwareAddress = 2, NoArp = 0x40, PermanentState = 0x80;
    public const byte ProxyFlag = 8;
    private const byte UnicastType = 1;

    private readonly Table<(int, Ip4, bool), Neighbour> _rows = new((left, right) =>
        (left.LinkIndex, left.Address.Bits, left.Proxy).CompareTo((right.LinkIndex, right.Address.Bits, right.Proxy)));

    public IReadOnlyList<Neighbour> All => _rows.All;

    public Neighbour? Find(int link, Ip4 address, bool proxy) => _rows.Find((link, address, proxy));

    public void StartLoad() => _rows.StartLoad();

    public void FinishLoad()
    {
        foreach (var row in _rows.FinishLoad()) Remove(row);
    }

    public void Take(Message message)
    {
        var header = message.Fixed<NeighbourHeader>();
        var proxy = (header.Flags & ProxyFlag) != 0;
        if (header.Family != Rtnl.Inet || !proxy && header.Type is not (0 or UnicastType)) return;
        var (address, mac) = (default(Ip4), default(MacAddress?));
        foreach (var attribute in message.After<NeighbourHeader>())
        {
            if (attribute.Type == Destination) address = Ip4.FromBytes(attribute.Value);
            else if (attribute.Type == HardwareAddress && attribute.Value.Length == 6) mac = MacAddress.FromBytes(attribute.Value);
        }
        var row = new Neighbour(header.Index, address, mac, (header.State & PermanentState) != 0, proxy);
        // Loopback's and multicast's entries are not learnt and not typed: nobody wants to see them.
        if (message.Type == Rtnl.DelNeigh || !proxy && (header.State & NoArp) != 0) Remove(row);
        else Set(row);
    }

    public void Set(Neighbour row)
    {
        if (_rows.Set((row.LinkIndex, row.Address, row.Proxy), row)) events.Neighbour(row, NetworkChange.Changed);
    }

    public void Remove(Neighbour row)
    {
        if (_rows.Remove((row.LinkIndex, row.Address, row.Proxy)) is not null) events.Neighbour(row, NetworkChange.Removed);
    }

    public void ForgetLink(int link)
    {
        foreach (var row in All)
            if (row.LinkIndex == link) Remove(row);
    }
}
