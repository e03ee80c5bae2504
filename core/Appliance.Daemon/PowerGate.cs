using Appliance.Sdk.Drivers.Host;

namespace Appliance.Daemon;

/// <summary>Remembers from the very moment of the request that the router goes down, so that a script's next line waits for the next start.</summary>
public sealed class PowerGate(IPower power) : IPower
{
    private volatile bool _closed;

    /// <summary>Whether the router goes down.</summary>
    public bool Closed => _closed;

    public Task RebootAsync(CancellationToken ct)
    {
        _closed = true;
        return power.RebootAsync(ct);
    }

    public Task PowerOffAsync(CancellationToken ct)
    {
        _closed = true;
        return power.PowerOffAsync(ct);
    }

    public IDisposable BeforeDown(Func<PowerRequest, CancellationToken, Task> handler) => power.BeforeDown(handler);
}
