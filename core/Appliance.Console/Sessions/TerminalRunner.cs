using Appliance.Console.Completion;
using Appliance.Console.Editing;
using Appliance.Console.Scripts;
using Appliance.Engine.Sessions;

namespace Appliance.Console.Sessions;

/// <summary>Lets a person work at a terminal: prompt, line, what it does, and again until the end.</summary>
/// <param name="router">The tree, in the person's name.</param>
/// <param name="terminal">Where the person sits.</param>
/// <param name="variables">The user's global variables.</param>
/// <param name="log">Takes what <c>:log</c> writes: topic, message.</param>
/// <param name="jobs">Runs scripts beside the session.</param>
/// <param name="host">Files and clock.</param>
public sealed class TerminalRunner(
    IRouterSession router, Terminal terminal, Variables? variables = null, Action<string, string>? log = null, ScriptJobs? jobs = null, ConsoleHost? host = null)
{
    private readonly ConsoleSession _session = new(router, terminal, variables, log, jobs, host);
    private readonly LineHistory _history = new(line => !Secrets.AreIn(line, router.Root));
    private string _begun = "";

    /// <summary>Returns when the person quits, or the terminal is gone. Safe mode ends then too: <c>/quit</c> keeps what was changed, nothing else does.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var safeMode = new SafeModeKey(router.SafeMode, terminal);
        var keeps = false;
        try
        {
            keeps = await RunAsync(safeMode, ct);
        }
        finally
        {
            await safeMode.EndAsync(keeps);
        }
    }

    private async Task<bool> RunAsync(SafeModeKey safeMode, CancellationToken ct)
    {
        var editor = new LineEditor(terminal, new ConsoleCompleter(_session, () => _begun), _history);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, terminal.Ended);
        Func<string> prompt = () => _session.Prompt;
        var begun = "";
        while (!either.IsCancellationRequested)
        {
            var line = await ReadAsync(editor, prompt, begun, either.Token);
            if (line.End == LineEnd.EndOfInput) return false;
            begun = line.End == LineEnd.SafeMode ? line.Text : "";
            if (line.End == LineEnd.SafeMode)
            {
                await safeMode.PressAsync(either.Token);
                continue;
            }
            var outcome = line.End == LineEnd.Interrupted ? new CommandOutcome() : await ExecuteAsync(_begun + line.Text, ct);
            if (outcome.Quit) return true;
            _begun = outcome.NeedsMore ? _begun + line.Text + "\n" : "";
            prompt = outcome.NeedsMore ? () => outcome.ContinuationPrompt : () => _session.Prompt;
        }
        return false;
    }

    private static async ValueTask<LineResult> ReadAsync(LineEditor editor, Func<string> prompt, string begun, CancellationToken ct)
    {
        try
        {
            return await editor.ReadLineAsync(prompt, begun, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new LineResult(LineEnd.EndOfInput, "");
        }
    }

    private async Task<CommandOutcome> ExecuteAsync(string text, CancellationToken ct)
    {
        var outcome = new CommandOutcome();
        var isInterrupted = false;
        await terminal.RunAsync(
            async token =>
            {
                outcome = await _session.ExecuteAsync(text, token);
                isInterrupted = token.IsCancellationRequested;
            },
            ct);
        if (!outcome.NeedsMore) _history.Add(text);
        // Ctrl-C that came right behind a line with open brackets is for the whole command.
        return outcome.NeedsMore && isInterrupted ? new CommandOutcome() : outcome;
    }
}
