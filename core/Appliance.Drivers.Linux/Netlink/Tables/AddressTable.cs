using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>IPv4 addresses by link and prefix.</summary>
internal sealed class AddressTable(Events events)
{
    private const ushort Remote = 1, Local = 2, Broadcast = 4, Protocol = 11;

    private readonly Table<(int, Ip4Prefix), LinkAddress> _rows = new((left, right) =>
        (left.LinkIndex, left.Address.Address.Bits, left.Address.Length).CompareTo((right.LinkIndex, right.Address.Address.Bits, right.Address.Length)));

    public IReadOnlyList<LinkAddress> All => _rows.All;

    public LinkAddress? Find(int link, Ip4Prefix address) => _rows.Find((link, address));

    public void StartLoad() => _rows.StartLoad();

    public void FinishLoad()
    {
        foreach (var row in _rows.FinishLoad()) Remove(row);
    }

    /// <summary>Takes an address's message.</summary>
    /// <returns>An address that the router no longer has on any link, so that the kernel dropped what used it; else null.</returns>
    public Ip4? Take(Message message)
    {
        var header = message.Fixed<AddressHeader>();
        if (header.Family != Rtnl.Inet) return null;
        var (local, remote, broadcast, protocol) = (default(Ip4?), default(Ip4), default(Ip4?), (byte)0);
        foreach (var attribute in message.After<AddressHeader>())
        {
            switch (attribute.Type)
            {
                case Local: local = Ip4.FromBytes(attribute.Value); break;
                case Remote: remote = Ip4.FromBytes(attribute.Value); break;
                case Broadcast: broadcast = Ip4.FromBytes(attribute.Value); break;
                case Protocol: protocol = attribute.Read<byte>(); break;
            }
        }
        var row = new LinkAddress(header.Index, new Ip4Prefix(local ?? remote, header.PrefixLength), broadcast, protocol == Marks.Protocol);
        if (message.Type == Rtnl.DelAddr) return Remove(row);
        if (_rows.Set((row.LinkIndex, row.Address), row)) events.Address(row, NetworkChange.Changed);
        return null;
    }

    public void ForgetLink(int link)
    {
        foreach (var row in All)
            if (row.LinkIndex == link) Remove(row);
    }

    private Ip4? Remove(LinkAddress row)
    {
        if (_rows.Remove((row.LinkIndex, row.Address)) is null) return null;
        events.Address(row, NetworkChange.Removed);
        return All.Any(other => other.Address.Address == row.Address.Address) ? null : row.Address.Address;
    }
}
