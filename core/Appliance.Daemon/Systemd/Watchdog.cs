using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Systemd;

/// <summary>Gives signs of life for as long as there is proof of it: a timer that runs proves nothing about a writer that hangs.</summary>
/// <param name="limit">How long the service manager waits for a sign.</param>
/// <param name="prove">Returns when the parts that matter have answered.</param>
/// <param name="alive">Gives the sign.</param>
/// <param name="log">Topic <c>system</c>.</param>
public sealed class Watchdog(TimeSpan limit, Func<CancellationToken, Task> prove, Action alive, ILogger log)
{
    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        // Time is waited for here because the sign is due by time.
        using var timer = new PeriodicTimer(limit / 2);
        try
        {
            do
            {
                if (await IsAliveAsync(ct)) alive();
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The daemon stops in order.
        }
    }

    private async Task<bool> IsAliveAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(limit / 2);
        try
        {
            await prove(stop.Token).WaitAsync(stop.Token);
            return true;
        }
        catch (Exception trouble) when (!ct.IsCancellationRequested)
        {
            log.LogError("services do not answer: {Reason}", trouble.Message);
            return false;
        }
    }
}
