using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Lets everybody prepare, then hands over to whoever can end the machine, or in a sandbox the service layer.</summary>
/// <param name="end">Does it: the daemon stops in order and leaves word of the request for its supervisor.</param>
/// <param name="log">Says who could not prepare.</param>
/// <param name="patience">How long preparing may take in all.</param>
public sealed class Power(Func<PowerRequest, Task> end, ILogger log, TimeSpan patience) : IPower
{
    private readonly Lock _gate = new();
    private readonly List<Func<PowerRequest, CancellationToken, Task>> _handlers = [];
    private PowerRequest? _request;
    private Task? _preparing;
    private bool _ending;

    /// <summary>What was asked for, from the very moment of the request; null while the machine stays up.</summary>
    public PowerRequest? Request
    {
        get
        {
            lock (_gate) return _request;
        }
    }

    public Task RebootAsync(CancellationToken ct) => Begin(PowerRequest.Reboot);

    public Task PowerOffAsync(CancellationToken ct) => Begin(PowerRequest.PowerOff);

    public IDisposable BeforeDown(Func<PowerRequest, CancellationToken, Task> handler)
    {
        lock (_gate) _handlers.Add(handler);
        return new Registration(this, handler);
    }

    /// <summary>Somebody else takes the machine down: lets everybody prepare, once. Whoever asks again waits for the same.</summary>
    public Task PrepareAsync(PowerRequest request)
    {
        lock (_gate)
        {
            _request ??= request;
            return _preparing ??= Task.Run(() => PrepareAllAsync(request));
        }
    }

    /// <summary>The machine stays up after all, and can be asked again.</summary>
    public void StayUp()
    {
        lock (_gate) (_request, _preparing, _ending) = (null, null, false);
    }

    private Task Begin(PowerRequest request)
    {
        lock (_gate)
        {
            // The first request counts: a machine that is going down cannot be asked again.
            if (_ending) return Task.CompletedTask;
            _ending = true;
            _request ??= request;
        }
        _ = Task.Run(() => GoDownAsync(request));
        return Task.CompletedTask;
    }

    private async Task GoDownAsync(PowerRequest request)
    {
        await PrepareAsync(request);
        try
        {
            await end(request);
        }
        catch (Exception trouble)
        {
            StayUp();
            log.LogError("can not go down: {Reason}", trouble.Message);
        }
    }

    private async Task PrepareAllAsync(PowerRequest request)
    {
        Func<PowerRequest, CancellationToken, Task>[] handlers;
        lock (_gate) handlers = [.. _handlers];
        using var limit = new CancellationTokenSource(patience);
        await Task.WhenAll(handlers.Select(handler => PrepareAsync(handler, request, limit.Token)));
    }

    private async Task PrepareAsync(Func<PowerRequest, CancellationToken, Task> handler, PowerRequest request, CancellationToken limit)
    {
        try
        {
            await handler(request, limit).WaitAsync(limit);
        }
        catch (Exception trouble)
        {
            log.LogWarning("going down without waiting: {Reason}", trouble.Message);
        }
    }

    private sealed class Registration(Power power, Func<PowerRequest, CancellationToken, Task> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (power._gate) power._handlers.Remove(handler);
        }
    }
}
