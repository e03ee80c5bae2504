using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.Console.Scripts;

/// <summary>A script while it runs.</summary>
internal sealed class RunningScript : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop;
    private bool _ended;

    /// <param name="job">What runs.</param>
    /// <param name="caller">Ends with whoever started it.</param>
    /// <param name="over">Ends with the daemon.</param>
    public RunningScript(ScriptJob job, CancellationToken caller, CancellationToken over)
    {
        Job = job;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller, over);
        Token = _stop.Token;
    }

    public ScriptJob Job { get; }

    public CancellationToken Token { get; }

    /// <summary>Completes with what went wrong.</summary>
    public Task<Problem?> Ended { get; set; } = Task.FromResult<Problem?>(null);

    /// <summary>Nothing happens to one that has ended.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (!_ended) _stop.Cancel();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ended = true;
            _stop.Dispose();
        }
    }
}
