using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Network;

/// <summary>IPv4 addresses of the kernel.</summary>
public interface IAddresses
{
    /// <summary>All addresses now.</summary>
    IReadOnlyCollection<LinkAddress> All { get; }

    /// <summary>Puts an address on a link.</summary>
    Task EnsureAsync(string link, Ip4Prefix address, Ip4? broadcast = null, CancellationToken ct = default);

    /// <summary>Takes it away; nothing happens when it, or the link, is not there.</summary>
    Task RemoveAsync(string link, Ip4Prefix address, CancellationToken ct = default);

    /// <summary>Raised on the driver's thread; handlers return at once. Null after the whole table was read again.</summary>
    event Action<LinkAddress?, NetworkChange>? Changed;
}

/// <summary>An address on a link.</summary>
/// <param name="LinkIndex">The kernel's number of the link.</param>
/// <param name="Address">Address and length.</param>
/// <param name="Broadcast">Broadcast address, where the link has one.</param>
/// <param name="Ours">Put there by the appliance, in this run or in an earlier one.</param>
public sealed record LinkAddress(int LinkIndex, Ip4Prefix Address, Ip4? Broadcast = null, bool Ours = false);
