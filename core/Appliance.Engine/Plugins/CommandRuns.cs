using Appliance.Sdk.Values;

namespace Appliance.Engine.Plugins;

/// <summary>Runs of one plugin's commands. None outlives its plugin: what still runs when it leaves is interrupted.</summary>
public sealed class CommandRuns
{
    private const string Leaving = "interrupted: the package of this command is being removed or replaced";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);
    private static readonly AsyncLocal<Run?> s_current = new();

    private readonly Lock _lock = new();
    private readonly HashSet<Run> _running = [];
    private bool _closed;

    /// <summary>Runs a command.</summary>
    /// <param name="body">Gets a token that also ends when the plugin leaves.</param>
    /// <param name="ct">Ctrl-C.</param>
    /// <exception cref="RefusedException">The plugin leaves, or has left.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> body, CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var run = new Run(ending, s_current.Value);
        lock (_lock)
        {
            if (_closed) throw new RefusedException(Leaving);
            _running.Add(run);
        }
        s_current.Value = run;
        try
        {
            return await body(ending.Token);
        }
        catch (OperationCanceledException) when (run.Interrupted && !ct.IsCancellationRequested)
        {
            throw new RefusedException(Leaving);
        }
        finally
        {
            lock (_lock) _running.Remove(run);
            run.Over.TrySetResult();
        }
    }

    /// <summary>
    /// Lets no command begin any more, interrupts those that run, and waits for them: but not for the one on whose behalf this is asked
    /// (a command that replaces its own package), nor for those that run that one.
    /// </summary>
    /// <returns>False when some would not end.</returns>
    public async Task<bool> EndAsync()
    {
        var asking = new HashSet<Run>();
        for (var run = s_current.Value; run is not null; run = run.Parent) asking.Add(run);
        List<Run> others;
        lock (_lock)
        {
            _closed = true;
            others = [.. _running.Where(run => !asking.Contains(run))];
            foreach (var run in others) run.Interrupt();
        }
        var over = Task.WhenAll(others.Select(run => run.Over.Task));
        // A command that does not listen must not keep its package for ever.
        return await Task.WhenAny(over, Task.Delay(s_patience)) == over;
    }

    private sealed class Run(CancellationTokenSource ending, Run? parent)
    {
        public Run? Parent { get; } = parent;

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Interrupted { get; private set; }

        public void Interrupt()
        {
            Interrupted = true;
            ending.CancelAsync();
        }
    }
}
