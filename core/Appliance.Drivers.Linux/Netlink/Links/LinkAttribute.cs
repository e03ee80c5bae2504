namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Numbers of linux/if_link.h.</summary>
internal static class LinkAttribute
{
    public const ushort Address = 1, Name = 3, Mtu = 4, Parent = 5, Master = 10, Info = 18, NamespaceOfPid = 19, Alias = 20, FamilySpecific = 26, Group = 27;
    public const ushort OtherEndsNamespace = 37;

    /// <summary>Name of the bus of the device that the link belongs to.</summary>
    public const ushort ParentBus = 57;

    public const ushort InfoKind = 1, InfoData = 2, InfoSlaveKind = 4, InfoSlaveData = 5;
    public const ushort VethPeer = 1, TunType = 3;

    /// <summary>Per-family settings of IPv4: an array when read, single ones when set.</summary>
    public const ushort Ip4Settings = 1;

    /// <summary>IPV4_DEVCONF_PROXY_ARP.</summary>
    public const ushort ProxyArp = 3;
}

/// <summary>Numbers of a VLAN.</summary>
internal static class VlanAttribute
{
    public const ushort Id = 1, Flags = 2, Protocol = 5;

    /// <summary>Types of Ethernet frames, as they are on the wire.</summary>
    public const ushort Customer = 0x0081, Service = 0xa888;

    /// <summary>VLAN_FLAG_REORDER_HDR: programs see frames without the tag. VLAN_FLAG_LOOSE_BINDING: it may be up while its parent is down.</summary>
    public const uint Untagged = 1, Loose = 4;
}

/// <summary>Numbers of a bond; times are in milliseconds.</summary>
internal static class BondAttribute
{
    public const ushort Mode = 1, MiiInterval = 3, UpDelay = 4, DownDelay = 5, ArpInterval = 7, ArpTargets = 8, Primary = 11, Hash = 14, LeastLinks = 18, LacpRate = 21;
}

/// <summary>Numbers of a bridge and its ports; times are in hundredths of a second.</summary>
internal static class BridgeAttribute
{
    public const ushort ForwardDelay = 1, MaxAge = 3, AgeingTime = 4, SpanningTree = 5, Priority = 6;
    public const ushort PortPriority = 2, PortCost = 3, PortIsolated = 33;

    public static TimeSpan FromTicks(uint hundredths) => TimeSpan.FromMilliseconds(hundredths * 10L);

    public static uint ToTicks(TimeSpan time) => (uint)(time.TotalMilliseconds / 10);
}
