using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Network;

/// <summary>Links of the kernel.</summary>
public interface ILinks
{
    /// <summary>All links now, in the kernel's order.</summary>
    IReadOnlyCollection<Link> All { get; }

    /// <summary>A link by the administrator's name, or null.</summary>
    Link? Find(string name);

    /// <summary>A link by the kernel's number, or null.</summary>
    Link? Find(int index);

    /// <summary>Makes the link, or changes it, so that everything given in the specification holds. A link of another kind with that name is refused.</summary>
    Task EnsureAsync(LinkSpec want, CancellationToken ct = default);

    /// <summary>Renames a link, also while it is up. Nothing happens when it already has the new name.</summary>
    Task RenameAsync(string from, string to, CancellationToken ct = default);

    /// <summary>
    /// Gives a link the name and the place of another one, in one go: address, MTU, bridge, up or down. The other one, where it is there, is
    /// removed; the IP addresses go with it.
    /// </summary>
    /// <param name="name">The administrator's name of the one that goes.</param>
    /// <param name="by">The name of the one that comes.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task ReplaceAsync(string name, string by, CancellationToken ct = default);

    /// <summary>Deletes a link that the appliance made; nothing happens when it is not there.</summary>
    Task RemoveAsync(string name, CancellationToken ct = default);

    /// <summary>Counters now, read from the kernel in one go; by link number.</summary>
    ValueTask<IReadOnlyDictionary<int, LinkCounters>> CountersAsync(CancellationToken ct = default);

    /// <summary>Raised on the driver's thread for each link that changed; handlers return at once. Null after the whole table was read again.</summary>
    event Action<Link?, NetworkChange>? Changed;
}

/// <summary>Kinds of link that the driver can make.</summary>
public enum LinkKind
{
    /// <summary>One that is already there: hardware, or a cable of a sandbox. Never made or deleted.</summary>
    Existing,

    /// <summary>A bridge.</summary>
    Bridge,

    /// <summary>A persistent tap device for a guest.</summary>
    Tap,

    /// <summary>A pair of which this end is ours.</summary>
    Veth,

    /// <summary>The frames of one VLAN on another link.</summary>
    Vlan,

    /// <summary>Several links that work as one.</summary>
    Bond,

    /// <summary>The router's end of a Xen guest's card. The kernel makes it, and takes it away with the card; it takes the place of a tap.</summary>
    Vif,

    /// <summary>Anything else that the kernel has.</summary>
    Other,
}

/// <summary>What a link is to be. Null means: leave as it is.</summary>
public sealed record LinkSpec
{
    /// <summary>The administrator's name: any text of up to 128 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What to make when it is not there.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>Up or down.</summary>
    public bool? Up { get; init; }

    /// <summary>MTU in octets.</summary>
    public int? Mtu { get; init; }

    /// <summary>Hardware address.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>Name of the bridge, or of the bond, to belong to; empty for none.</summary>
    public string? Master { get; init; }

    /// <summary>How to answer ARP.</summary>
    public ArpMode? Arp { get; init; }

    /// <summary>For a bridge.</summary>
    public BridgeSpec? Bridge { get; init; }

    /// <summary>For a bridge's port.</summary>
    public BridgePortSpec? Port { get; init; }

    /// <summary>For a VLAN.</summary>
    public VlanSpec? Vlan { get; init; }

    /// <summary>For a bond. Its members name it as their <see cref="Master"/>.</summary>
    public BondSpec? Bond { get; init; }

    /// <summary>For a bond: the member that carries the traffic while it can; empty for none.</summary>
    public string? Primary { get; init; }

    /// <summary>For a veth pair that is made: the other end's name, and by a process number the namespace it goes to.</summary>
    public (string Name, int? NamespaceOfPid)? Peer { get; init; }
}

/// <summary>Parameters of a bridge.</summary>
public sealed record BridgeSpec(bool SpanningTree, ushort Priority, TimeSpan MaxAge, TimeSpan ForwardDelay, TimeSpan AgeingTime);

/// <summary>Parameters of a bridge's port.</summary>
/// <param name="Priority">0 to 63 in the kernel's scale.</param>
/// <param name="PathCost">1 to 65535.</param>
/// <param name="Isolated">Ports that are isolated do not forward to each other.</param>
public sealed record BridgePortSpec(ushort Priority, uint PathCost, bool Isolated);

/// <summary>Which frames a VLAN carries. Another parent or number is another link: the driver makes it anew.</summary>
/// <param name="Parent">Name of the link that the tagged frames come from.</param>
/// <param name="Id">1 to 4094.</param>
/// <param name="ServiceTag">Tags of 802.1ad in place of 802.1Q.</param>
public sealed record VlanSpec(string Parent, ushort Id, bool ServiceTag);

/// <summary>How a bond shares traffic among its members. Another mode or LACP rate is another link: the driver makes it anew.</summary>
public sealed record BondSpec
{
    /// <summary>Mode.</summary>
    public required BondMode Mode { get; init; }

    /// <summary>How often the members' carriers are looked at; zero for never.</summary>
    public TimeSpan MiiInterval { get; init; }

    /// <summary>How long a member must have had a carrier before it is used; a multiple of <see cref="MiiInterval"/>.</summary>
    public TimeSpan UpDelay { get; init; }

    /// <summary>How long a member must have been without a carrier before it is given up; a multiple of <see cref="MiiInterval"/>.</summary>
    public TimeSpan DownDelay { get; init; }

    /// <summary>How often <see cref="ArpTargets"/> are asked; zero for never.</summary>
    public TimeSpan ArpInterval { get; init; }

    /// <summary>At most 16.</summary>
    public IReadOnlyList<Ip4> ArpTargets { get; init; } = [];

    /// <summary>LACP every second, not every 30.</summary>
    public bool FastLacp { get; init; }

    /// <summary>What decides which member a frame leaves by.</summary>
    public BondHash Hash { get; init; }

    /// <summary>How many members must work for the bond to have a carrier.</summary>
    public int LeastLinks { get; init; }

    /// <inheritdoc/>
    public bool Equals(BondSpec? other) => other is not null && Plain == other.Plain && ArpTargets.SequenceEqual(other.ArpTargets);

    /// <inheritdoc/>
    public override int GetHashCode() => Plain.GetHashCode();

    private (BondMode, TimeSpan, TimeSpan, TimeSpan, TimeSpan, bool, BondHash, int) Plain => (Mode, MiiInterval, UpDelay, DownDelay, ArpInterval, FastLacp, Hash, LeastLinks);
}

/// <summary>Modes of a bond, by the kernel's numbers.</summary>
public enum BondMode
{
    /// <summary>One frame after the other by one member after the other.</summary>
    BalanceRr,

    /// <summary>One member works.</summary>
    ActiveBackup,

    /// <summary>By the hash of a frame's addresses.</summary>
    BalanceXor,

    /// <summary>Everything by all members.</summary>
    Broadcast,

    /// <summary>LACP.</summary>
    Lacp,

    /// <summary>What is sent, by the members' load.</summary>
    BalanceTlb,

    /// <summary>What is sent and received, by the members' load.</summary>
    BalanceAlb,
}

/// <summary>What a bond's hash is made of, by the kernel's numbers.</summary>
public enum BondHash
{
    /// <summary>Hardware addresses.</summary>
    Layer2,

    /// <summary>IP addresses and ports.</summary>
    Layer3And4,

    /// <summary>Hardware and IP addresses.</summary>
    Layer2And3,
}

/// <summary>A link of the kernel as last seen.</summary>
public sealed record Link
{
    /// <summary>The kernel's number.</summary>
    public required int Index { get; init; }

    /// <summary>The administrator's name.</summary>
    public required string Name { get; init; }

    /// <summary>The kernel's name, at most 15 octets.</summary>
    public required string KernelName { get; init; }

    /// <summary>Kind.</summary>
    public required LinkKind Kind { get; init; }

    /// <summary>Whether this is an Ethernet port: hardware, or a cable whose other end is in another namespace. Never loopback.</summary>
    public bool IsPort { get; init; }

    /// <summary>Made by the appliance, in this run or in an earlier one.</summary>
    public bool Ours { get; init; }

    /// <summary>Administratively up.</summary>
    public bool Up { get; init; }

    /// <summary>Up and with a carrier. A bridge that is up always has one: it reaches the router itself, whatever its ports do.</summary>
    public bool Running { get; init; }

    /// <summary>MTU in octets.</summary>
    public int Mtu { get; init; }

    /// <summary>Hardware address.</summary>
    public MacAddress Mac { get; init; }

    /// <summary>Number of the bridge, or of the bond, that it belongs to; 0 for none.</summary>
    public int Master { get; init; }

    /// <summary>Number of the link that a VLAN is on; 0 for other kinds.</summary>
    public int Parent { get; init; }
}

/// <summary>Counters of a link since it was made.</summary>
public readonly record struct LinkCounters(ulong RxBytes, ulong TxBytes, ulong RxPackets, ulong TxPackets, ulong RxDrops, ulong TxDrops, ulong RxErrors, ulong TxErrors);
