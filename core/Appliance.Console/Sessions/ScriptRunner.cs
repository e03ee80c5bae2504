using Appliance.Console.Scripts;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Sessions;

/// <summary>Runs lines one by one as if they were typed: shows prompt and line, goes on after a failure, and shares disk writes.</summary>
/// <param name="router">The tree, in the user's name; used by nobody else meanwhile.</param>
/// <param name="lines">The script; the router's questions are answered from it too.</param>
/// <param name="to">Gets what a console would show.</param>
/// <param name="width">Width of a line in characters, which a client may change.</param>
/// <param name="variables">The user's global variables.</param>
/// <param name="log">Takes what <c>:log</c> writes: topic, message.</param>
/// <param name="jobs">Runs scripts beside the session.</param>
/// <param name="host">Files and clock.</param>
public sealed class ScriptRunner(
    IRouterSession router, TextReader lines, TextWriter to, Func<int> width, Variables? variables = null, Action<string, string>? log = null, ScriptJobs? jobs = null, ConsoleHost? host = null)
{
    private readonly ConsoleSession _session = new(router, new ScriptTerminal(lines, to, width), variables, log, jobs, host);

    /// <summary>With a width that stays.</summary>
    public ScriptRunner(IRouterSession router, TextReader lines, TextWriter to, int width, Variables? variables = null, Action<string, string>? log = null, ScriptJobs? jobs = null, ConsoleHost? host = null)
        : this(router, lines, to, () => width, variables, log, jobs, host)
    {
    }

    /// <summary>Runs the script to its end, or to <c>quit</c>.</summary>
    /// <returns>Whether no line failed; everything that was done is on disk then.</returns>
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        router.Deferred = true;
        try
        {
            var succeeded = await RunLinesAsync(ct);
            await router.FlushAsync(CancellationToken.None);
            return succeeded;
        }
        catch (IOException trouble)
        {
            to.Write($"failure: {trouble.Message}\n");
            return false;
        }
        finally
        {
            router.Deferred = false;
            to.Flush();
        }
    }

    private async Task<bool> RunLinesAsync(CancellationToken ct)
    {
        var succeeded = true;
        var text = "";
        var prompt = _session.Prompt;
        var share = new FairShare();
        while (!ct.IsCancellationRequested && await lines.ReadLineAsync(ct) is { } line)
        {
            await share.StepAsync(CancellationToken.None);
            to.Write(prompt);
            to.Write(line);
            to.Write('\n');
            text = text.Length == 0 ? line : text + "\n" + line;
            var outcome = await _session.ExecuteAsync(text, ct);
            succeeded &= !outcome.Failed;
            if (outcome.Quit) return succeeded;
            if (!outcome.NeedsMore) text = "";
            prompt = outcome.NeedsMore ? outcome.ContinuationPrompt : _session.Prompt;
        }
        if (text.Length == 0) return succeeded && !ct.IsCancellationRequested;
        await _session.ExecuteUnfinishedAsync(text, ct);
        return false;
    }
}
