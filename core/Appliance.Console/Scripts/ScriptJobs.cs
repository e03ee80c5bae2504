using System.Collections.Concurrent;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Sessions;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;

namespace Appliance.Console.Scripts;

/// <summary>Scripts without a terminal: each is a session of its own, on a thread of its own.</summary>
/// <param name="open">Opens a session in somebody's name.</param>
/// <param name="root">The menus as they are now.</param>
/// <param name="variables">Global variables, shared with people's sessions.</param>
/// <param name="now">Local time of the router.</param>
/// <param name="log">Takes what <c>:log</c> writes and what goes wrong: topic, message.</param>
/// <param name="host">Files and clock.</param>
public sealed class ScriptJobs(
    Func<Login, IRouterSession> open, Func<MenuNode> root, UserVariables variables, Func<DateTime> now, Action<string, string> log, ConsoleHost? host = null)
    : IScripts, IAsyncDisposable
{
    // A script that starts itself again and again must not take all threads.
    private const int MostJobs = 200;
    private const int ScriptWidth = 80;
    private const string Interrupted = "interrupted";
    private readonly ConcurrentDictionary<long, RunningScript> _running = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private long _number;

    public IReadOnlyList<ScriptJob> Jobs => [.. _running.Values.Select(running => running.Job).OrderBy(job => job.Number)];

    /// <summary>All packages are there: scripts that nobody watches may begin.</summary>
    public void Open() => _ready.TrySetResult();

    public Task<Problem?> RunAsync(ScriptRun script, Action<string>? output, CancellationToken ct) =>
        Start(script, output is null ? TextWriter.Null : new LineWriter(output), output is not null, ct).Ended;

    /// <summary>Runs a script, and says at once which job it is.</summary>
    /// <param name="script">What to run.</param>
    /// <param name="screen">Where it prints; disposed when it has ended.</param>
    /// <param name="isWatched">Somebody is there: else what goes wrong is written to the log.</param>
    /// <param name="ct">Ends the script.</param>
    internal (long Job, Task<Problem?> Ended) Start(ScriptRun script, TextWriter screen, bool isWatched, CancellationToken ct)
    {
        var job = new ScriptJob(Interlocked.Increment(ref _number), script, now());
        if (_running.Count >= MostJobs) return (job.Number, RefuseAsync(script, screen, isWatched));
        var running = new RunningScript(job, ct, _over.Token);
        _running[job.Number] = running;
        // A script that computes for ever must not take a thread from those that everybody shares.
        running.Ended = Task.Factory.StartNew(() => RunAsync(running, screen, isWatched), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        return (job.Number, running.Ended);
    }

    public bool Stop(long job)
    {
        if (!_running.TryGetValue(job, out var running)) return false;
        running.Stop();
        return true;
    }

    public Problem? Check(string source)
    {
        try
        {
            var menus = root();
            Parser.Parse(source, menus, menus, VariableNames.Any());
            return null;
        }
        catch (SyntaxException problem)
        {
            return new Problem(problem.Message);
        }
    }

    public IReadOnlyList<ScriptVariable> Variables(string user) => variables.Of(user).All;

    public void Forget(string user, string variable) => variables.Of(user).Remove(variable);

    /// <summary>Ends all scripts.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_running.Values.Select(running => running.Ended));
    }

    private async Task<Problem?> RefuseAsync(ScriptRun script, TextWriter screen, bool isWatched)
    {
        await using (screen) return Ended(script, isWatched, "runtime limit exceeded");
    }

    private async Task<Problem?> RunAsync(RunningScript running, TextWriter screen, bool isWatched)
    {
        var script = running.Job.Run;
        string? problem = null;
        try
        {
            await using (screen)
            {
                if (!isWatched) await _ready.Task.WaitAsync(running.Token);
                problem = await ExecuteAsync(script, screen, running.Token);
            }
        }
        catch (RefusedException trouble)
        {
            problem ??= $"failure: {trouble.Message}";
        }
        catch (OperationCanceledException)
        {
            problem = Interrupted;
        }
        finally
        {
            _running.TryRemove(running.Job.Number, out _);
            running.Dispose();
        }
        // Who ended it knows.
        return running.Token.IsCancellationRequested ? new Problem(problem ?? Interrupted) : Ended(script, isWatched, problem);
    }

    private Problem? Ended(ScriptRun script, bool isWatched, string? problem)
    {
        if (problem is null) return null;
        if (!isWatched) log("error", $"executing script {script.Name} failed: {problem}");
        return new Problem(problem);
    }

    private async Task<string?> ExecuteAsync(ScriptRun script, TextWriter screen, CancellationToken ct)
    {
        var router = open(script.Login);
        var session = new ConsoleSession(router, new ScriptTerminal(TextReader.Null, screen, static () => ScriptWidth), variables.Of(script.Login.User), log, this, host);
        router.Deferred = true;
        var problem = await session.RunTextAsync(script.Source, ct);
        try
        {
            await router.FlushAsync(CancellationToken.None);
        }
        catch (IOException trouble)
        {
            problem ??= $"failure: {trouble.Message}";
        }
        return problem;
    }
}
