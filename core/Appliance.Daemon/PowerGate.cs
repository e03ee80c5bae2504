using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Daemon;

/// <summary>Knows from the very moment of the request that the router goes down, so that a script's next line waits for the next start.</summary>
public sealed class PowerGate(Power power) : IPower
{
    /// <summary>Whether the router goes down.</summary>
    public bool Closed => power.Request is not null;

    public Task RebootAsync(CancellationToken ct) => power.RebootAsync(ct);

    public Task PowerOffAsync(CancellationToken ct) => power.PowerOffAsync(ct);

    public IDisposable BeforeDown(Func<PowerRequest, CancellationToken, Task> handler) => power.BeforeDown(handler);
}
