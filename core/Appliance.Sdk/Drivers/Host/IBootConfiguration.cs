using Appliance.Sdk.Values;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>
/// What this machine's boot loader begins with when the machine next starts: plain Linux, or a hypervisor that runs the same Linux as its
/// first domain. A hypervisor that three times did not come to the login prompt is given up: plain Linux runs until something here changes.
/// </summary>
public interface IBootConfiguration
{
    /// <summary>Whether the boot loader listens to the router, and the kernel can be a hypervisor's first domain; else nothing can be set.</summary>
    bool Usable { get; }

    /// <summary>Whether a hypervisor runs beneath this router now.</summary>
    bool Beneath { get; }

    /// <summary>MiB to which the hypervisor beneath limits this router; null where there is no limit or no hypervisor.</summary>
    int? LimitInForce { get; }

    /// <summary>Whether the hypervisor that is to run beneath the software that runs now was given up.</summary>
    /// <exception cref="RefusedException">The boot loader's notes can not be read.</exception>
    Task<bool> GaveUpAsync(CancellationToken ct);

    /// <summary>Sets the hypervisor of the software that runs now. At each moment the former one or the next one would be started, whole.</summary>
    /// <param name="hypervisor">The file that the boot loader starts; empty for plain Linux.</param>
    /// <param name="ct">Ends waiting for others.</param>
    /// <returns>Whether that was another one before.</returns>
    /// <exception cref="RefusedException">It can not be written.</exception>
    Task<bool> SetHypervisorAsync(ReadOnlyMemory<byte> hypervisor, CancellationToken ct);

    /// <summary>Sets how much memory any hypervisor is to leave to this router.</summary>
    /// <param name="limit">MiB; null for all that there is.</param>
    /// <param name="ct">Ends waiting for others.</param>
    /// <exception cref="RefusedException">It can not be written.</exception>
    Task SetLimitAsync(int? limit, CancellationToken ct);
}
