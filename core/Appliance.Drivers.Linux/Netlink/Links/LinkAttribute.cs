namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Numbers of linux/if_link.h.</summary>
internal static class LinkAttribute
{
    public const ushort Address = 1, Name = 3, Mtu = 4, Master = 10, Info = 18, NamespaceOfPid = 19, Alias = 20, FamilySpecific = 26, Group = 27;
    public const ushort OtherEndsNamespace = 37;
    public const ushort InfoKind = 1, InfoData = 2, InfoSlaveKind = 4, InfoSlaveData = 5;
    public const ushort VethPeer = 1, TunType = 3;

    /// <summary>Per-family settings of IPv4: an array when read, single ones when set.</summary>
    public const ushort Ip4Settings = 1;

    /// <summary>IPV4_DEVCONF_PROXY_ARP.</summary>
    public const ushort ProxyArp = 3;
}

/// <summary>Numbers of a bridge and its ports; times are in hundredths of a second.</summary>
internal static class BridgeAttribute
{
    public const ushort ForwardDelay = 1, MaxAge = 3, AgeingTime = 4, SpanningTree = 5, Priority = 6;
    public const ushort PortPriority = 2, PortCost = 3, PortIsolated = 33;

    public static TimeSpan FromTicks(uint hundredths) => TimeSpan.FromMilliseconds(hundredths * 10L);

    public static uint ToTicks(TimeSpan time) => (uint)(time.TotalMilliseconds / 10);
}
