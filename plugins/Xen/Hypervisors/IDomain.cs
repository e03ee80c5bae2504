namespace Appliance.XenPlugin.Hypervisors;

/// <summary>
/// A guest that was created. Calls for one domain come one at a time. Disposing lets it run on; one that has ended is forgotten
/// for good then, while an end of which nobody disposed is found again by the next daemon.
/// </summary>
public interface IDomain : IAsyncDisposable
{
    /// <summary>What it was created from; the weight is the one in force.</summary>
    DomainSpec Spec { get; }

    /// <summary>
    /// Completes when the hypervisor answers for the domain, or never will. Until then calls wait, and whether it executes is not
    /// known: a machine that is busy is slow to answer, and the guest is not to suffer for it.
    /// </summary>
    Task Ready { get; }

    /// <summary>Created, but not executing yet.</summary>
    bool Paused { get; }

    /// <summary>The NICs that are plugged in.</summary>
    IReadOnlyCollection<NicSpec> Nics { get; }

    /// <summary>Completes when nothing of the domain is left: no process, no lock on the image, no link in use.</summary>
    Task<DomainEnd> Ended { get; }

    /// <summary>The guest restarted by itself. Where another domain had to be made for that, it is paused and without NICs, like a new one.</summary>
    event Action? Rebooted;

    /// <summary>Lets it execute.</summary>
    Task ResumeAsync(CancellationToken ct);

    /// <summary>Plugs a NIC in, whether the guest executes or not.</summary>
    Task AttachAsync(NicSpec nic, CancellationToken ct);

    /// <summary>Pulls a NIC out. The link is free on return, even when the guest does not react; nothing happens when it is not there.</summary>
    Task DetachAsync(string key, CancellationToken ct);

    /// <summary>Asks the guest to shut down, as a power button does. Whether it obeys, <see cref="Ended"/> tells.</summary>
    Task PressPowerButtonAsync(CancellationToken ct);

    /// <summary>Pulls the power plug, and returns when the domain has ended.</summary>
    Task DestroyAsync();

    /// <summary>Changes the share of CPU; 256 is the router's own.</summary>
    Task SetWeightAsync(int weight, CancellationToken ct);

    /// <summary>The console, for one reader at a time; output that nobody reads is lost.</summary>
    Task<Stream> OpenConsoleAsync(CancellationToken ct);
}
