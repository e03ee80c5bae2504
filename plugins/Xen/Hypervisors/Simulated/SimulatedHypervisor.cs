using System.Collections.Concurrent;

namespace Appliance.XenPlugin.Hypervisors.Simulated;

/// <summary>Guests in memory, for tests: quick, and wrong on request. A second daemon finds them as long as it gets the same instance.</summary>
public sealed class SimulatedHypervisor : IHypervisor
{
    private readonly ConcurrentDictionary<string, SimulatedDomain> _domains = new();

    public string Name => "simulated";

    public string? Trouble { get; set; }

    /// <summary>The next creation fails with it.</summary>
    public DomainFailedException? NextFailure { get; set; }

    /// <summary>Creations wait for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Task<IReadOnlyList<IDomain>> FindAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<IDomain>>([.. _domains.Values.Where(domain => !domain.Forgotten).OrderBy(domain => domain.Spec.Key, StringComparer.Ordinal).Select(domain => domain.Found())]);

    public async Task<IDomain> CreateAsync(DomainSpec spec, CancellationToken ct)
    {
        await Gate.WaitAsync(ct);
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }
        if (spec.Image is not null && _domains.Values.Any(other => !other.Ended.IsCompleted && other.Spec.Image == spec.Image))
            throw new DomainFailedException("disk image is already in use", $"disk image of {spec.Name} is already in use");
        foreach (var file in new[] { spec.Image, spec.Kernel, spec.Initrd })
        {
            if (file is not null && !File.Exists(file)) throw new DomainFailedException("failed to start", $"{spec.Name} can not be started: there is no {file}");
        }
        var domain = new SimulatedDomain(spec);
        _domains[spec.Key] = domain;
        return domain;
    }

    /// <summary>The running guest with this key.</summary>
    public SimulatedDomain Guest(string key) => _domains[key];
}
