using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Menus;

/// <summary>A bridge. The Bridge plugin reconciles it.</summary>
[Menu("/interface bridge", AutoName = "bridge", Noun = "bridge")]
[PrintFlags("X disabled, R running")]
[Help("Ethernet bridges")]
public sealed record Bridge : Interface
{
    /// <inheritdoc/>
    [NotAProperty] public override string Type => "bridge";

    /// <summary>How the bridge answers ARP.</summary>
    [Brief(Order = 1), Help("Address Resolution Protocol")] public ArpMode Arp { get; init; } = ArpMode.Enabled;

    /// <summary>The address in use; observed.</summary>
    [State, Brief(Order = 1), Name("mac-address"), Help("Address of the bridge")] public MacAddress? MacAddress { get; init; }

    /// <summary>Spanning tree.</summary>
    [Brief(Order = 1), Help("Spanning tree protocol")] public BridgeProtocol ProtocolMode { get; init; } = BridgeProtocol.None;

    /// <summary>Bridge priority of spanning tree.</summary>
    [Hexadecimal(4), Between(0, 65535), Help("Bridge priority")] public int Priority { get; init; } = 0x8000;

    /// <summary>Whether the address is that of a port; else <see cref="AdminMac"/>.</summary>
    [Help("Choose the address from the ports")] public bool AutoMac { get; init; } = true;

    /// <summary>The bridge's address when it is not automatic.</summary>
    [Help("Address of the bridge when auto-mac=no")] public MacAddress AdminMac { get; init; }

    /// <summary>Age after which a host is forgotten if it says nothing while the topology does not change.</summary>
    [Help("Longest age of a bridge's information"), Between(6, 40)] public TimeSpan MaxMessageAge { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time spent listening and learning.</summary>
    [Help("Time spent in each of listening and learning"), Between(2, 30)] public TimeSpan ForwardDelay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Messages that may be sent at once.</summary>
    [Help("Messages that may be sent in a second"), Between(1, 10)] public int TransmitHoldCount { get; init; } = 6;

    /// <summary>How long a learnt host is kept.</summary>
    [Help("How long a host is kept in the bridge's table")] public TimeSpan AgeingTime { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Spanning tree protocols of a bridge.</summary>
public enum BridgeProtocol
{
    /// <summary>No spanning tree.</summary>
    [Help("no spanning tree")] None,

    /// <summary>Spanning tree.</summary>
    [Help("spanning tree")] Stp,

    /// <summary>Rapid spanning tree.</summary>
    [Help("rapid spanning tree")] Rstp,
}

/// <summary>An interface's membership in a bridge. The Bridge plugin reconciles it; any plugin may own a dynamic one.</summary>
[Menu("/interface bridge port", Noun = "bridge port")]
[PrintFlags("X disabled, I inactive", "D dynamic")]
[Help("Interfaces in bridges")]
public sealed record BridgePort : Item
{
    /// <summary>The interface.</summary>
    [Brief, Help("Interface name")] public required Ref<Interface> Interface { get; init; }

    /// <summary>The bridge.</summary>
    [Brief, Help("Bridge that the interface belongs to")] public required Ref<Bridge> Bridge { get; init; }

    /// <summary>Port priority of spanning tree.</summary>
    [Brief, Hexadecimal(2), Between(0, 255), Help("Port priority")] public int Priority { get; init; } = 0x80;

    /// <summary>Path cost of spanning tree.</summary>
    [Brief, Between(1, 65535), Help("Path cost to the port")] public uint PathCost { get; init; } = 10;

    /// <summary>Ports of the same horizon do not forward to each other.</summary>
    [Brief, Unset("none"), Help("Split horizon of the port")] public uint? Horizon { get; init; }

    /// <summary>Edge port of spanning tree.</summary>
    [Help("Whether the port leads to hosts only")] public AutoYesNo Edge { get; init; } = AutoYesNo.Auto;

    /// <summary>Whether a point-to-point link is behind the port.</summary>
    [Help("Whether the link has one other end only")] public AutoYesNo PointToPoint { get; init; } = AutoYesNo.Auto;

    /// <summary>Whether the host table is learnt outside the bridge.</summary>
    [Help("Whether the interface keeps the host table itself")] public AutoYesNo ExternalFdb { get; init; } = AutoYesNo.Auto;

    /// <summary>Not in use: invalid, or the interface does not run; observed.</summary>
    [NotAProperty] public bool Inactive { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (config.Resolve(Interface) is Bridge bridge && config.Resolve(Bridge) is { } same && bridge.Id == same.Id)
            yield return Problem.Failure("can not add bridge to itself", "interface");
        if (config.All<Interface>().FirstOrDefault(other => other.Members.Contains(Interface)) is { } bond)
            yield return Problem.Failure($"device is a slave of {bond.Name}", "interface");
        if (config.All<BridgePort>().Any(other => other.Id != Id && !other.Dynamic && !Dynamic && other.Interface == Interface))
            yield return Problem.Failure("device already added as bridge port", "interface");
    }
}

/// <summary>Yes, no, or decided by the router.</summary>
public enum AutoYesNo
{
    /// <summary>Decided by the router.</summary>
    Auto,

    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,
}

/// <summary>An IPv4 address on an interface. The Ip plugin reconciles it.</summary>
[Menu("/ip address", Noun = "address")]
[PrintFlags("X disabled, I invalid, D dynamic")]
[Help("Addresses of interfaces")]
public sealed record IpAddress : Item
{
    /// <summary>Address with the length of its network.</summary>
    [Brief(Width = 18), Help("Address and network mask")] public required Ip4Prefix Address { get; init; }

    /// <summary>Network's first address; follows from <see cref="Address"/> unless given.</summary>
    [Brief(Width = 15), Unset(""), Help("Network address")] public Ip4? Network { get; init; }

    /// <summary>Broadcast address; follows from <see cref="Address"/> unless given.</summary>
    [Brief(Width = 15), Unset(""), Help("Broadcast address")] public Ip4? Broadcast { get; init; }

    /// <summary>The interface.</summary>
    [Brief, Help("Interface name")] public required Ref<Interface> Interface { get; init; }

    /// <summary>The interface that carries the address: the bridge, where <see cref="Interface"/> is its port; observed.</summary>
    [State, Help("Interface that carries the address")] public string ActualInterface { get; init; } = "";

    /// <inheritdoc/>
    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (config.All<IpAddress>().Any(other => other.Id != Id && !other.Disabled && !Disabled && other.Address == Address && other.Interface == Interface))
            yield return Problem.Failure("already have such address", "address");
    }
}
