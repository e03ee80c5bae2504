using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>Reads a route of the main table from the kernel's message.</summary>
internal static class RouteParser
{
    public const ushort Destination = 1, Link = 4, Gateway = 5, Priority = 6, PreferredSource = 7, Multipath = 9, TableNumber = 15;
    public const byte MainTable = 254, ByKernel = 2, UnicastType = 1, BlackholeType = 6, UnreachableType = 7, ProhibitType = 8;
    private const uint Cloned = 0x200;

    /// <summary>Null for what is no route of ours: local addresses, broadcasts, other tables.</summary>
    public static Route? Parse(Message message)
    {
        var header = message.Fixed<RouteHeader>();
        if (header.Family != Rtnl.Inet || header.Table != MainTable || (header.Flags & Cloned) != 0 || KindOf(header.Type) is not { } kind) return null;
        var (destination, metric, link, gateway, source) = (default(Ip4), 0u, 0, default(Ip4?), default(Ip4?));
        List<(Ip4? Gateway, int LinkIndex)> gateways = [];
        foreach (var attribute in message.After<RouteHeader>())
        {
            switch (attribute.Type)
            {
                case Destination: destination = Ip4.FromBytes(attribute.Value); break;
                case Priority: metric = attribute.Read<uint>(); break;
                case Link: link = attribute.Read<int>(); break;
                case Gateway: gateway = Ip4.FromBytes(attribute.Value); break;
                case PreferredSource: source = Ip4.FromBytes(attribute.Value); break;
                case Multipath: gateways = NextHops(attribute.Value); break;
            }
        }
        if (kind == RouteKind.Unicast && gateways.Count == 0) gateways = [(gateway, link)];
        return new Route(new Ip4Prefix(destination, header.DestinationLength), metric, kind, gateways, source, header.Protocol == ByKernel, true, header.Protocol == Marks.Protocol);
    }

    private static RouteKind? KindOf(byte type) => type switch
    {
        UnicastType => RouteKind.Unicast,
        BlackholeType => RouteKind.Blackhole,
        UnreachableType => RouteKind.Unreachable,
        ProhibitType => RouteKind.Prohibit,
        _ => null,
    };

    private static List<(Ip4?, int)> NextHops(ReadOnlySpan<byte> hops)
    {
        List<(Ip4?, int)> found = [];
        while (hops.Length >= Unsafe.SizeOf<NextHopHeader>())
        {
            var header = MemoryMarshal.Read<NextHopHeader>(hops);
            Ip4? gateway = null;
            foreach (var attribute in new Attributes(hops[Unsafe.SizeOf<NextHopHeader>()..header.Length]))
                if (attribute.Type == Gateway) gateway = Ip4.FromBytes(attribute.Value);
            found.Add((gateway, header.Index));
            hops = hops[Math.Min((header.Length + 3) & ~3, hops.Length)..];
        }
        return found;
    }
}
