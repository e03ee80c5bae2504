using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Network;

/// <summary>IPv4 neighbours of the kernel (ARP).</summary>
public interface INeighbours
{
    /// <summary>All neighbours now, entries without a hardware address included.</summary>
    IReadOnlyCollection<Neighbour> All { get; }

    /// <summary>Adds a permanent entry, or a published one (proxy) when <paramref name="mac"/> is null.</summary>
    Task EnsureAsync(string link, Ip4 address, MacAddress? mac, CancellationToken ct = default);

    /// <summary>Removes an entry; nothing happens when it is not there.</summary>
    Task RemoveAsync(string link, Ip4 address, bool proxy, CancellationToken ct = default);

    /// <summary>Raised on the driver's thread; handlers return at once. Null after the whole table was read again.</summary>
    event Action<Neighbour?, NetworkChange>? Changed;
}

/// <summary>A neighbour.</summary>
/// <param name="LinkIndex">The kernel's number of the link.</param>
/// <param name="Address">Address.</param>
/// <param name="Mac">Hardware address; null while unknown.</param>
/// <param name="Permanent">Typed, not learnt.</param>
/// <param name="Proxy">Published.</param>
public sealed record Neighbour(int LinkIndex, Ip4 Address, MacAddress? Mac, bool Permanent, bool Proxy);
