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

    /// <summary>Name of the bridge to belong to; empty for none.</summary>
    public string? Master { get; init; }

    /// <summary>How to answer ARP.</summary>
    public ArpMode? Arp { get; init; }

    /// <summary>For a bridge.</summary>
    public BridgeSpec? Bridge { get; init; }

    /// <summary>For a bridge's port.</summary>
    public BridgePortSpec? Port { get; init; }

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

    /// <summary>Number of the bridge that it belongs to; 0 for none.</summary>
    public int Master { get; init; }
}

/// <summary>Counters of a link since it was made.</summary>
public readonly record struct LinkCounters(ulong RxBytes, ulong TxBytes, ulong RxPackets, ulong TxPackets, ulong RxDrops, ulong TxDrops, ulong RxErrors, ulong TxErrors);
