namespace Appliance.XenPlugin.Hypervisors;

/// <summary>Runs guests. Each of them is a domain that outlives this process.</summary>
public interface IHypervisor
{
    /// <summary>For the log, such as <c>QEMU with KVM</c>. Known once the first domain was asked for.</summary>
    string Name { get; }

    /// <summary>State of guests that run although something of the hypervisor has failed, so that none can be started; null while all is well.</summary>
    string? Trouble => null;

    /// <summary>Domains that an earlier daemon left, also those that have ended since: their end is known at once.</summary>
    Task<IReadOnlyList<IDomain>> FindAsync(CancellationToken ct);

    /// <summary>Makes a domain that is complete but does not execute yet, so that it finds its NICs when it does.</summary>
    /// <exception cref="DomainFailedException">It cannot be made; nothing is left of it.</exception>
    Task<IDomain> CreateAsync(DomainSpec spec, CancellationToken ct);
}
