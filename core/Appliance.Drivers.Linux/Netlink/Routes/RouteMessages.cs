using System.Runtime.CompilerServices;
using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Routes;

/// <summary>Writes the messages that add and remove routes.</summary>
internal static class RouteMessages
{
    private const byte UniverseScope = 0, LinkScope = 253, NoScope = 255;

    public static string Key(Ip4Prefix destination, uint metric) => $" {destination} {metric}";

    public static void Add(
        Batch batch, Change owner, Ip4Prefix destination, uint metric, RouteKind kind, IReadOnlyList<(Ip4? Gateway, int LinkIndex)> gateways, Ip4? source)
    {
        var direct = kind == RouteKind.Unicast && gateways.All(hop => hop.Gateway is null);
        var message = Begin(batch, owner, Rtnl.NewRoute, Rtnl.Create | Rtnl.Replace, destination, metric, TypeOf(kind), direct ? LinkScope : UniverseScope);
        if (source is { } from) message.Put(RouteParser.PreferredSource, from.ToBytes());
        if (kind == RouteKind.Unicast && gateways is [var only]) Hop(message, only);
        else if (kind == RouteKind.Unicast) Hops(message, gateways);
        message.End();
    }

    public static void Remove(Batch batch, Change owner, Route route) =>
        Begin(batch, owner, Rtnl.DelRoute, 0, route.Destination, route.Metric, TypeOf(route.Kind), NoScope).End();

    private static MessageWriter Begin(Batch batch, Change owner, ushort type, ushort flags, Ip4Prefix destination, uint metric, byte kind, byte scope)
    {
        var header = new RouteHeader
        {
            Family = Rtnl.Inet,
            DestinationLength = destination.Length,
            Table = RouteParser.MainTable,
            Protocol = type == Rtnl.NewRoute ? Marks.Protocol : (byte)0,
            Scope = scope,
            Type = kind,
        };
        var message = batch.Begin(owner, type, flags, header);
        if (destination.Length > 0) message.Put(RouteParser.Destination, destination.Network.ToBytes());
        message.Put(RouteParser.Priority, metric);
        return message;
    }

    private static void Hops(MessageWriter message, IReadOnlyList<(Ip4? Gateway, int LinkIndex)> gateways)
    {
        var all = message.Open(RouteParser.Multipath);
        foreach (var hop in gateways)
        {
            var length = Unsafe.SizeOf<NextHopHeader>() + (hop.Gateway is null ? 0 : 8);
            message.Raw(new NextHopHeader { Length = (ushort)length, Index = hop.LinkIndex });
            if (hop.Gateway is { } gateway) message.Put(RouteParser.Gateway, gateway.ToBytes());
        }
        message.Close(all);
    }

    private static void Hop(MessageWriter message, (Ip4? Gateway, int LinkIndex) hop)
    {
        if (hop.Gateway is { } gateway) message.Put(RouteParser.Gateway, gateway.ToBytes());
        if (hop.LinkIndex != 0) message.Put(RouteParser.Link, hop.LinkIndex);
    }

    private static byte TypeOf(RouteKind kind) => kind switch
    {
        RouteKind.Blackhole => RouteParser.BlackholeType,
        RouteKind.Unreachable => RouteParser.UnreachableType,
        RouteKind.Prohibit => RouteParser.ProhibitType,
        _ => RouteParser.UnicastType,
    };
}
