using System.Diagnostics;

namespace Appliance.Console.Sessions;

/// <summary>
/// Lets others have the thread now and then. A script that never waits for anything would else keep one of the few threads of the pool,
/// and a handful of them the whole router.
/// </summary>
internal sealed class FairShare
{
    private const int StepsBetweenLooks = 64;
    private static readonly TimeSpan s_share = TimeSpan.FromMilliseconds(5);

    private long _since = Stopwatch.GetTimestamp();
    private int _steps;

    /// <summary>Called at each step of work that may take for ever.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C.</exception>
    public ValueTask StepAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return ++_steps % StepsBetweenLooks != 0 || Stopwatch.GetElapsedTime(_since) < s_share ? default : YieldAsync();
    }

    private async ValueTask YieldAsync()
    {
        await Task.Yield();
        _since = Stopwatch.GetTimestamp();
    }
}
