using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Writes the messages that make and change links.</summary>
internal static class LinkMessages
{
    /// <summary>Makes a link with all that the kernel takes at once.</summary>
    /// <param name="parent">Number of the link below a VLAN; 0 for none.</param>
    public static void Create(Batch batch, Change owner, string kernelName, LinkSpec want, int parent, LinkDifference difference)
    {
        var header = new LinkHeader { Flags = difference.Flags, Change = difference.FlagsMask };
        var message = batch.Begin(owner, Rtnl.NewLink, Rtnl.Create | Rtnl.Exclusive, header);
        message.Put(LinkAttribute.Name, kernelName);
        message.Put(LinkAttribute.Group, Marks.LinkGroup);
        if (parent != 0) message.Put(LinkAttribute.Parent, parent);
        Plain(message, difference);
        var info = message.Open(LinkAttribute.Info);
        message.Put(LinkAttribute.InfoKind, KindWord(want.Kind));
        if (difference.Bridge is { } bridge) Bridge(message, bridge);
        if (difference.HasBond) Bond(message, difference, isNew: true);
        if (want.Vlan is { } vlan) Vlan(message, vlan);
        if (want.Peer is { } peer) Peer(message, peer);
        message.Close(info);
        message.End();
    }

    /// <summary>Changes a link, by number or, when it is made in the same batch, by name.</summary>
    public static void Change(Batch batch, Change owner, int index, string kernelName, LinkDifference difference)
    {
        if (difference.HasFirst)
        {
            var header = new LinkHeader { Index = index, Flags = difference.Flags, Change = difference.FlagsMask };
            var message = batch.Begin(owner, Rtnl.NewLink, 0, header);
            if (index == 0) message.Put(LinkAttribute.Name, kernelName);
            Plain(message, difference);
            if (difference.Alias is { } alias) message.Put(LinkAttribute.Alias, System.Text.Encoding.UTF8.GetBytes(alias));
            if (difference.ProxyArp is { } proxy) ProxyArp(message, proxy);
            if (difference.Bridge is { } bridge)
            {
                var info = message.Open(LinkAttribute.Info);
                message.Put(LinkAttribute.InfoKind, "bridge");
                Bridge(message, bridge);
                message.Close(info);
            }
            if (difference.HasBond)
            {
                var info = message.Open(LinkAttribute.Info);
                message.Put(LinkAttribute.InfoKind, "bond");
                Bond(message, difference, isNew: false);
                message.Close(info);
            }
            message.End();
        }
        if (difference.Port is { } port) Port(batch, owner, index, kernelName, port);
    }

    /// <summary>Gives a link another name. The kernel tells of name and alias one after the other: in between, too, the link has one of its own names.</summary>
    public static void Rename(Batch batch, Change owner, int index, string kernelName, string alias)
    {
        if (alias.Length > 0) Alias(batch, owner, index, alias);
        batch.Begin(owner, Rtnl.NewLink, 0, new LinkHeader { Index = index }).Put(LinkAttribute.Name, kernelName);
        batch.Messages.End();
        if (alias.Length == 0) Alias(batch, owner, index, alias);
    }

    private static void Alias(Batch batch, Change owner, int index, string alias)
    {
        batch.Begin(owner, Rtnl.NewLink, 0, new LinkHeader { Index = index }).Put(LinkAttribute.Alias, System.Text.Encoding.UTF8.GetBytes(alias));
        batch.Messages.End();
    }

    public static void Delete(Batch batch, Change owner, int index) => batch.Begin(owner, Rtnl.DelLink, 0, new LinkHeader { Index = index }).End();

    public static void UpOrDown(Batch batch, Change owner, int index, bool up)
    {
        batch.Begin(owner, Rtnl.NewLink, 0, new LinkHeader { Index = index, Flags = up ? LinkHeader.Up : 0, Change = LinkHeader.Up });
        batch.Messages.End();
    }

    private static void Plain(MessageWriter message, LinkDifference difference)
    {
        if (difference.Mtu is { } mtu) message.Put(LinkAttribute.Mtu, mtu);
        if (difference.Mac is { } mac) message.Put(LinkAttribute.Address, mac.ToBytes());
        if (difference.Master is { } master) message.Put(LinkAttribute.Master, master);
        if (difference.Mark) message.Put(LinkAttribute.Group, Marks.LinkGroup);
    }

    private static void Bridge(MessageWriter message, BridgeSpec bridge)
    {
        var data = message.Open(LinkAttribute.InfoData);
        message.Put(BridgeAttribute.ForwardDelay, BridgeAttribute.ToTicks(bridge.ForwardDelay));
        message.Put(BridgeAttribute.MaxAge, BridgeAttribute.ToTicks(bridge.MaxAge));
        message.Put(BridgeAttribute.AgeingTime, BridgeAttribute.ToTicks(bridge.AgeingTime));
        message.Put(BridgeAttribute.SpanningTree, bridge.SpanningTree ? 1 : 0);
        message.Put(BridgeAttribute.Priority, bridge.Priority);
        message.Close(data);
    }

    private static string KindWord(LinkKind kind) => kind switch
    {
        LinkKind.Bridge => "bridge",
        LinkKind.Veth => "veth",
        LinkKind.Vlan => "vlan",
        LinkKind.Bond => "bond",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not made by a message"),
    };

    private static void Vlan(MessageWriter message, VlanSpec vlan)
    {
        var data = message.Open(LinkAttribute.InfoData);
        message.Put(VlanAttribute.Id, vlan.Id);
        message.Put(VlanAttribute.Flags, ((ulong)(VlanAttribute.Untagged | VlanAttribute.Loose) << 32) | VlanAttribute.Untagged | VlanAttribute.Loose);
        message.Put(VlanAttribute.Protocol, vlan.ServiceTag ? VlanAttribute.Service : VlanAttribute.Customer);
        message.Close(data);
    }

    // The kernel reads them in its own order. Delays without an interval, and a rate without LACP, it refuses.
    private static void Bond(MessageWriter message, LinkDifference difference, bool isNew)
    {
        var data = message.Open(LinkAttribute.InfoData);
        if (difference.Bond is { } bond)
        {
            if (isNew) message.Put(BondAttribute.Mode, (byte)bond.Mode);
            if (isNew && bond.Mode == BondMode.Lacp) message.Put(BondAttribute.LacpRate, (byte)(bond.FastLacp ? 1 : 0));
            if (bond.ArpInterval > TimeSpan.Zero)
            {
                message.Put(BondAttribute.ArpInterval, (uint)bond.ArpInterval.TotalMilliseconds);
                var targets = message.Open(BondAttribute.ArpTargets);
                for (var i = 0; i < bond.ArpTargets.Count; i++) message.Put((ushort)i, bond.ArpTargets[i].ToBytes());
                message.Close(targets);
            }
            else
            {
                message.Put(BondAttribute.MiiInterval, (uint)bond.MiiInterval.TotalMilliseconds);
                if (bond.MiiInterval > TimeSpan.Zero)
                {
                    message.Put(BondAttribute.UpDelay, (uint)bond.UpDelay.TotalMilliseconds);
                    message.Put(BondAttribute.DownDelay, (uint)bond.DownDelay.TotalMilliseconds);
                }
            }
            message.Put(BondAttribute.Hash, (byte)bond.Hash);
            message.Put(BondAttribute.LeastLinks, bond.LeastLinks);
        }
        if (difference.Primary is { } primary) message.Put(BondAttribute.Primary, primary);
        message.Close(data);
    }

    private static void Peer(MessageWriter message, (string Name, int? NamespaceOfPid) peer)
    {
        var data = message.Open(LinkAttribute.InfoData);
        var other = message.Open(LinkAttribute.VethPeer);
        message.Raw(new LinkHeader());
        message.Put(LinkAttribute.Name, peer.Name);
        if (peer.NamespaceOfPid is { } pid) message.Put(LinkAttribute.NamespaceOfPid, pid);
        message.Close(other);
        message.Close(data);
    }

    private static void Port(Batch batch, Change owner, int index, string kernelName, BridgePortSpec port)
    {
        var message = batch.Begin(owner, Rtnl.NewLink, 0, new LinkHeader { Index = index });
        if (index == 0) message.Put(LinkAttribute.Name, kernelName);
        var info = message.Open(LinkAttribute.Info);
        message.Put(LinkAttribute.InfoSlaveKind, "bridge");
        var data = message.Open(LinkAttribute.InfoSlaveData);
        message.Put(BridgeAttribute.PortPriority, port.Priority);
        message.Put(BridgeAttribute.PortCost, port.PathCost);
        message.Put(BridgeAttribute.PortIsolated, (byte)(port.Isolated ? 1 : 0));
        message.Close(data);
        message.Close(info);
        message.End();
    }

    private static void ProxyArp(MessageWriter message, bool on)
    {
        var families = message.Open(LinkAttribute.FamilySpecific);
        var family = message.Open(Rtnl.Inet);
        var settings = message.Open(LinkAttribute.Ip4Settings);
        message.Put(LinkAttribute.ProxyArp, on ? 1 : 0);
        message.Close(settings);
        message.Close(family);
        message.Close(families);
    }
}
