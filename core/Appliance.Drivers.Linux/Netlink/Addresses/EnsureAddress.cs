using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Addresses;

/// <summary>Puts an address on a link. Another broadcast address takes a new address, because the kernel cannot change it.</summary>
internal sealed class EnsureAddress(string link, Ip4Prefix address, Ip4? broadcast, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters { get; } = [AddressMessages.Key(link, address)];

    public override IReadOnlyList<string> Needs { get; } = [link];

    public override void Write(Batch batch)
    {
        var index = tables.Links.Find(link)?.Index ?? throw new NotReadyException($"no interface {link}");
        // A network of one or two hosts has none.
        var want = new LinkAddress(index, address, broadcast ?? (address.Length < 31 ? address.Broadcast : null));
        var known = tables.Addresses.Find(index, address);
        if (known is not null && known.Broadcast == want.Broadcast) return;
        if (known is not null) AddressMessages.Write(batch, this, Rtnl.DelAddr, 0, known);
        AddressMessages.Write(batch, this, Rtnl.NewAddr, Rtnl.Create | Rtnl.Replace, want);
    }
}
