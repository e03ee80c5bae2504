using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Simulated.Host;

/// <summary>The real thing up to the last step, which only takes note.</summary>
public sealed class SimulatedPower : IPower
{
    private readonly TaskCompletionSource<PowerRequest> _down = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Power _power;

    public SimulatedPower() => _power = new Power(
        request =>
        {
            _down.TrySetResult(request);
            return Task.CompletedTask;
        },
        NullLogger.Instance, TimeSpan.FromSeconds(5));

    /// <summary>Completes when the machine would have gone down.</summary>
    public Task<PowerRequest> Down => _down.Task;

    public Task RebootAsync(CancellationToken ct) => _power.RebootAsync(ct);

    public Task PowerOffAsync(CancellationToken ct) => _power.PowerOffAsync(ct);

    public IDisposable BeforeDown(Func<PowerRequest, CancellationToken, Task> handler) => _power.BeforeDown(handler);
}
