using System.Runtime.InteropServices;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>Numbers of linux/netlink.h and linux/rtnetlink.h, by the names they have there.</summary>
internal static class Rtnl
{
    public const ushort Error = 2, Done = 3;
    public const ushort NewLink = 16, DelLink = 17, GetLink = 18, NewAddr = 20, DelAddr = 21, GetAddr = 22, NewRoute = 24, DelRoute = 25, GetRoute = 26;
    public const ushort NewNeigh = 28, DelNeigh = 29, GetNeigh = 30, SetNeighTable = 67, NewStats = 92, GetStats = 94;
    public const ushort Request = 1, Ack = 4, Interrupted = 0x10, Capped = 0x100, AckAttributes = 0x200;
    public const ushort Replace = 0x100, Exclusive = 0x200, Create = 0x400, Dump = 0x300;
    public const int GroupLink = 1, GroupNeigh = 3, GroupIp4Address = 5, GroupIp4Route = 7;
    public const byte Unspecified = 0, Inet = 2;
}

/// <summary>struct ifinfomsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct LinkHeader(byte Family, byte Padding, ushort HardwareType, int Index, uint Flags, uint Change)
{
    public const uint Up = 1, NoArp = 0x80, LowerUp = 0x10000;
}

/// <summary>struct ifaddrmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct AddressHeader(byte Family, byte PrefixLength, byte Flags, byte Scope, int Index);

/// <summary>struct rtmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct RouteHeader(byte Family, byte DestinationLength, byte SourceLength, byte Tos, byte Table, byte Protocol, byte Scope, byte Type, uint Flags);

/// <summary>struct rtnexthop.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct NextHopHeader(ushort Length, byte Flags, byte Hops, int Index);

/// <summary>struct ndmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct NeighbourHeader(byte Family, byte Padding1, ushort Padding2, int Index, ushort State, byte Flags, byte Type);

/// <summary>struct if_stats_msg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal record struct StatsHeader(byte Family, byte Padding1, ushort Padding2, int Index, uint Filter);
