using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Addresses;

/// <summary>Takes an address from a link.</summary>
internal sealed class RemoveAddress(string link, Ip4Prefix address, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters { get; } = [AddressMessages.Key(link, address)];

    public override IReadOnlyList<string> Needs { get; } = [link];

    public override void Write(Batch batch)
    {
        if (tables.Links.Find(link) is { } row && tables.Addresses.Find(row.Index, address) is { } known)
            AddressMessages.Write(batch, this, Rtnl.DelAddr, 0, known);
    }

    public override bool Tolerates(KernelError error) => error.Number is KernelError.AddressNotAvailable or KernelError.NoDevice;
}
