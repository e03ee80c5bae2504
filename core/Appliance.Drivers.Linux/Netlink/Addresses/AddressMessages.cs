using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Addresses;

/// <summary>Writes the messages that add and remove addresses.</summary>
internal static class AddressMessages
{
    private const ushort Remote = 1, Local = 2, Broadcast = 4, Protocol = 11;

    /// <summary>What tells changes of one address from those of others; a blank in front keeps it apart from links' names.</summary>
    public static string Key(string link, Ip4Prefix address) => $" {address} {link}";

    public static void Write(Batch batch, Change owner, ushort type, ushort flags, LinkAddress address)
    {
        var header = new AddressHeader { Family = Rtnl.Inet, PrefixLength = address.Address.Length, Index = address.LinkIndex };
        var message = batch.Begin(owner, type, flags, header);
        message.Put(Local, address.Address.Address.ToBytes());
        message.Put(Remote, address.Address.Address.ToBytes());
        if (address.Broadcast is { } broadcast) message.Put(Broadcast, broadcast.ToBytes());
        if (type == Rtnl.NewAddr) message.Put(Protocol, Marks.Protocol);
        message.End();
    }
}
