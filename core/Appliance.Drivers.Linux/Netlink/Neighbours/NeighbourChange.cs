using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Neighbours;

/// <summary>Adds or removes a typed neighbour, or a published address.</summary>
internal sealed class NeighbourChange(string link, Ip4 address, MacAddress? mac, bool proxy, bool remove, KernelTables tables) : Change
{
    private Neighbour? _effect;

    public override IReadOnlyList<string> Alters { get; } = [$" {address} {link} {proxy}"];

    public override IReadOnlyList<string> Needs { get; } = [link];

    public override void Write(Batch batch)
    {
        var index = tables.Links.Find(link)?.Index;
        if (index is null && remove) return;
        var want = new Neighbour(index ?? throw new NotReadyException($"no interface {link}"), address, mac, !proxy, proxy);
        var known = tables.Neighbours.Find(want.LinkIndex, address, proxy);
        if (remove ? known is null : Same(known, want)) return;
        _effect = want;
        var message = batch.Begin(this, remove ? Rtnl.DelNeigh : Rtnl.NewNeigh, remove ? (ushort)0 : (ushort)(Rtnl.Create | Rtnl.Replace), new NeighbourHeader
        {
            Family = Rtnl.Inet,
            Index = want.LinkIndex,
            State = NeighbourTable.PermanentState,
            Flags = proxy ? NeighbourTable.ProxyFlag : (byte)0,
        });
        message.Put(NeighbourTable.Destination, address.ToBytes());
        if (mac is { } octets) message.Put(NeighbourTable.HardwareAddress, octets.ToBytes());
        message.End();
    }

    public override bool Tolerates(KernelError error) => remove && error.Number is KernelError.NotThere or KernelError.NoDevice;

    // Of published addresses, and of the removal of entries that are still in use, the kernel reports nothing or only later.
    public override void Done()
    {
        if (_effect is not { } effect) return;
        tables.Note(all =>
        {
            if (remove) all.Neighbours.Remove(effect);
            else all.Neighbours.Set(effect);
        });
    }

    private static bool Same(Neighbour? known, Neighbour want) => known is not null && known.Mac == want.Mac && known.Permanent == want.Permanent
        || known is { Proxy: true } && want.Proxy;
}
