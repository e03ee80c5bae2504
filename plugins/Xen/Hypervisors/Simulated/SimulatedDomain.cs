using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace Appliance.XenPlugin.Hypervisors.Simulated;

/// <summary>A guest in memory. What happens inside it, the test says.</summary>
public sealed class SimulatedDomain(DomainSpec spec) : IDomain
{
    private readonly ConcurrentDictionary<string, NicSpec> _nics = new();
    private readonly TaskCompletionSource<DomainEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SimulatedConsole? _console;
    private bool _letGo;

    public DomainSpec Spec { get; private set; } = spec;

    public Task Ready => Task.CompletedTask;

    public bool Paused { get; private set; } = true;

    public IReadOnlyCollection<NicSpec> Nics => [.. _nics.Values.OrderBy(nic => nic.Key, StringComparer.Ordinal)];

    public Task<DomainEnd> Ended => _ended.Task;

    public event Action? Rebooted;

    /// <summary>Nobody in the guest listens to the power button.</summary>
    public bool IgnoresPowerButton { get; set; }

    /// <summary>The next change of a NIC fails with it.</summary>
    public DomainFailedException? NextFailure { get; set; }

    /// <summary>Somebody knows that it ended, and needs no word of it any more.</summary>
    internal bool Forgotten { get; private set; }

    public Task ResumeAsync(CancellationToken ct)
    {
        ThrowIfEnded();
        Paused = false;
        return Task.CompletedTask;
    }

    public Task AttachAsync(NicSpec nic, CancellationToken ct)
    {
        ThrowIfEnded();
        _nics[nic.Key] = nic;
        return Task.CompletedTask;
    }

    public Task DetachAsync(string key, CancellationToken ct)
    {
        if (_nics.ContainsKey(key)) ThrowIfEnded();
        _nics.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task PressPowerButtonAsync(CancellationToken ct)
    {
        ThrowIfEnded();
        if (!IgnoresPowerButton) End(DomainEnd.PoweredOff);
        return Task.CompletedTask;
    }

    public Task DestroyAsync()
    {
        End(DomainEnd.Destroyed);
        return Task.CompletedTask;
    }

    public Task SetWeightAsync(int weight, CancellationToken ct)
    {
        Spec = Spec with { Weight = weight };
        return Task.CompletedTask;
    }

    public Task<Stream> OpenConsoleAsync(CancellationToken ct)
    {
        ThrowIfEnded();
        _console = new SimulatedConsole();
        return Task.FromResult(_console.Router);
    }

    public ValueTask DisposeAsync()
    {
        Forgotten = _ended.Task.IsCompleted && !_letGo;
        _letGo = true;
        _console?.Close();
        return ValueTask.CompletedTask;
    }

    /// <summary>The guest switches itself off.</summary>
    public void PowerOff() => End(DomainEnd.PoweredOff);

    /// <summary>The guest, or what runs it, dies.</summary>
    public void Crash() => End(DomainEnd.Crashed);

    /// <summary>The guest restarts itself.</summary>
    public void Reboot() => Rebooted?.Invoke();

    /// <summary>The same, where another domain has to be made for that.</summary>
    public void RebootAnew()
    {
        _nics.Clear();
        Paused = true;
        Rebooted?.Invoke();
    }

    /// <summary>The guest's end of the console; there once the router's was opened.</summary>
    public IDuplexPipe Console => _console ?? throw new InvalidOperationException("nobody has opened the console");

    /// <summary>The next daemon has it.</summary>
    internal SimulatedDomain Found()
    {
        _letGo = false;
        return this;
    }

    private void End(DomainEnd end)
    {
        _nics.Clear();
        _ended.TrySetResult(end);
        _console?.Close();
    }

    private void ThrowIfEnded()
    {
        if (NextFailure is { } failure)
        {
            NextFailure = null;
            throw failure;
        }
        if (_ended.Task.IsCompleted) throw new DomainFailedException("failed", $"{Spec.Name}: the virtual machine has ended");
    }
}
