using Appliance.Drivers.Linux.Netlink.Links;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>What the kernel tells of a link's kind, and of its place in a bridge.</summary>
internal sealed record LinkInfo
{
    private const byte TapMode = 2;

    // Where Xen's netback has its devices.
    private const string GuestBus = "xen-backend";

    public string Kind { get; init; } = "";
    public BridgeSpec? Bridge { get; init; }
    public BridgePortSpec? Port { get; init; }
    public BondSpec? Bond { get; init; }
    public int Primary { get; init; }
    public ushort VlanId { get; init; }
    public bool ServiceTag { get; init; }
    public bool IsTap { get; init; }

    /// <summary>Of the device below it; empty for links without one.</summary>
    public string Bus { get; init; } = "";

    public LinkKind KindOfLink => Kind switch
    {
        "" when Bus == GuestBus => LinkKind.Vif,
        "" => LinkKind.Existing,
        "bridge" => LinkKind.Bridge,
        "veth" => LinkKind.Veth,
        "vlan" => LinkKind.Vlan,
        "bond" => LinkKind.Bond,
        "tun" when IsTap => LinkKind.Tap,
        _ => LinkKind.Other,
    };

    public static LinkInfo Parse(Attributes attributes)
    {
        var (info, slaveOf) = (new LinkInfo(), "");
        foreach (var attribute in attributes)
        {
            switch (attribute.Type)
            {
                case LinkAttribute.InfoKind: info = info with { Kind = attribute.Text }; break;
                case LinkAttribute.InfoData when info.Kind == "bridge": info = info with { Bridge = BridgeOf(attribute.Nested) }; break;
                case LinkAttribute.InfoData when info.Kind == "tun": info = info with { IsTap = IsTapOf(attribute.Nested) }; break;
                case LinkAttribute.InfoData when info.Kind == "bond": info = WithBond(info, attribute.Nested); break;
                case LinkAttribute.InfoData when info.Kind == "vlan": info = WithVlan(info, attribute.Nested); break;
                case LinkAttribute.InfoSlaveKind: slaveOf = attribute.Text; break;
                case LinkAttribute.InfoSlaveData when slaveOf == "bridge": info = info with { Port = PortOf(attribute.Nested) }; break;
            }
        }
        return info;
    }

    private static BridgeSpec BridgeOf(Attributes attributes)
    {
        var bridge = new BridgeSpec(false, 0x8000, default, default, default);
        foreach (var attribute in attributes)
        {
            bridge = attribute.Type switch
            {
                BridgeAttribute.SpanningTree => bridge with { SpanningTree = attribute.Read<uint>() != 0 },
                BridgeAttribute.Priority => bridge with { Priority = attribute.Read<ushort>() },
                BridgeAttribute.MaxAge => bridge with { MaxAge = BridgeAttribute.FromTicks(attribute.Read<uint>()) },
                BridgeAttribute.ForwardDelay => bridge with { ForwardDelay = BridgeAttribute.FromTicks(attribute.Read<uint>()) },
                BridgeAttribute.AgeingTime => bridge with { AgeingTime = BridgeAttribute.FromTicks(attribute.Read<uint>()) },
                _ => bridge,
            };
        }
        return bridge;
    }

    private static LinkInfo WithBond(LinkInfo info, Attributes attributes)
    {
        var (bond, primary) = (new BondSpec { Mode = default }, 0);
        foreach (var attribute in attributes)
        {
            bond = attribute.Type switch
            {
                BondAttribute.Mode => bond with { Mode = (BondMode)attribute.Read<byte>() },
                BondAttribute.MiiInterval => bond with { MiiInterval = TimeSpan.FromMilliseconds(attribute.Read<uint>()) },
                BondAttribute.UpDelay => bond with { UpDelay = TimeSpan.FromMilliseconds(attribute.Read<uint>()) },
                BondAttribute.DownDelay => bond with { DownDelay = TimeSpan.FromMilliseconds(attribute.Read<uint>()) },
                BondAttribute.ArpInterval => bond with { ArpInterval = TimeSpan.FromMilliseconds(attribute.Read<uint>()) },
                BondAttribute.ArpTargets => bond with { ArpTargets = TargetsOf(attribute.Nested) },
                BondAttribute.Hash => bond with { Hash = (BondHash)attribute.Read<byte>() },
                BondAttribute.LeastLinks => bond with { LeastLinks = attribute.Read<int>() },
                BondAttribute.LacpRate => bond with { FastLacp = attribute.Read<byte>() != 0 },
                _ => bond,
            };
            if (attribute.Type == BondAttribute.Primary) primary = attribute.Read<int>();
        }
        return info with { Bond = bond, Primary = primary };
    }

    private static LinkInfo WithVlan(LinkInfo info, Attributes attributes)
    {
        foreach (var attribute in attributes)
        {
            info = attribute.Type switch
            {
                VlanAttribute.Id => info with { VlanId = attribute.Read<ushort>() },
                VlanAttribute.Protocol => info with { ServiceTag = attribute.Read<ushort>() == VlanAttribute.Service },
                _ => info,
            };
        }
        return info;
    }

    private static List<Ip4> TargetsOf(Attributes attributes)
    {
        List<Ip4> targets = [];
        foreach (var attribute in attributes) targets.Add(Ip4.FromBytes(attribute.Value));
        return targets;
    }

    private static BridgePortSpec PortOf(Attributes attributes)
    {
        var port = new BridgePortSpec(0, 0, false);
        foreach (var attribute in attributes)
        {
            port = attribute.Type switch
            {
                BridgeAttribute.PortPriority => port with { Priority = attribute.Read<ushort>() },
                BridgeAttribute.PortCost => port with { PathCost = attribute.Read<uint>() },
                BridgeAttribute.PortIsolated => port with { Isolated = attribute.Read<byte>() != 0 },
                _ => port,
            };
        }
        return port;
    }

    private static bool IsTapOf(Attributes attributes)
    {
        foreach (var attribute in attributes)
            if (attribute.Type == LinkAttribute.TunType) return attribute.Read<byte>() == TapMode;
        return false;
    }
}
