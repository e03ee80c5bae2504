namespace Appliance.Sdk.Drivers.Network;

/// <summary>
/// The kernel's network. Reads answer from a table that kernel notifications keep current and never block; changes are
/// complete when the returned task is. Changes requested while a <see cref="Hold"/> is open go to the kernel together.
/// Names are the administrator's: the driver finds a kernel name for those that the kernel would not take.
/// Every change throws <see cref="Values.RefusedException"/> with the kernel's sentence, or
/// <see cref="Values.NotReadyException"/> where a link it needs is not there yet.
/// </summary>
public interface INetwork
{
    /// <summary>Links and their counters.</summary>
    ILinks Links { get; }

    /// <summary>IPv4 addresses.</summary>
    IAddresses Addresses { get; }

    /// <summary>IPv4 routes of the main table.</summary>
    IRoutes Routes { get; }

    /// <summary>IPv4 neighbours (ARP).</summary>
    INeighbours Neighbours { get; }

    /// <summary>Collects changes until <see cref="INetworkHold.FlushAsync"/> sends them in one go.</summary>
    INetworkHold Hold();
}

/// <summary>While it is open, changes wait; disposing sends what is left.</summary>
public interface INetworkHold : IAsyncDisposable
{
    /// <summary>Sends what has been collected and completes its tasks. Returns how many changes went out; 0 when there was nothing.</summary>
    ValueTask<int> FlushAsync(CancellationToken ct = default);
}

/// <summary>What happened on the machine, ours or somebody else's doing.</summary>
public enum NetworkChange
{
    /// <summary>It is new, or other than before.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
