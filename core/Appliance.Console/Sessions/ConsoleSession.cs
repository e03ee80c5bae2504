using Appliance.Console.Language.Evaluation;
using Appliance.Console.Language.Parsing;
using Appliance.Console.Scripts;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Console.Sessions;

/// <summary>One user at the console: takes lines, prints what they do.</summary>
/// <param name="router">The tree, in the user's name.</param>
/// <param name="terminal">Where to print and ask.</param>
/// <param name="variables">The user's global variables; those of this session alone when null.</param>
/// <param name="log">Takes what <c>:log</c> writes, and what went wrong inside: topic, message.</param>
/// <param name="jobs">Runs scripts beside the session.</param>
/// <param name="host">Files and clock.</param>
public sealed class ConsoleSession(
    IRouterSession router, ITerminal terminal, Variables? variables = null, Action<string, string>? log = null, ScriptJobs? jobs = null, ConsoleHost? host = null)
{
    private readonly SessionState _state = new(router, terminal, variables ?? new Variables(), log ?? ((_, _) => { }), jobs, host ?? new ConsoleHost());

    public IRouterSession Router => router;

    /// <summary>The current menu.</summary>
    public MenuNode Menu => _state.Menu;

    /// <summary>Global variables.</summary>
    public Variables Variables => _state.Variables;

    internal IFileStore? Files => _state.Host.Files;

    /// <summary><c>[admin@MikroTik] /xen interface> </c>, in safe mode <c>[admin@MikroTik] /xen interface&lt;SAFE> </c>.</summary>
    public string Prompt
    {
        get
        {
            var menu = _state.Menu;
            var path = menu.Parent is null ? "" : menu.Path;
            return $"[{router.Login.User}@{IdentityName.Of(router)}] {path}{(router.SafeMode.IsHeld ? "<SAFE>" : ">")} ";
        }
    }

    /// <summary>Runs a line, or several lines that belong together.</summary>
    /// <param name="text">What was typed, without the last line end.</param>
    /// <param name="ct">Ctrl-C.</param>
    public async ValueTask<CommandOutcome> ExecuteAsync(string text, CancellationToken ct)
    {
        if (text.Length > Limits.Command) return TooLong();
        var open = Continuation.Of(text);
        return open.Length > 0 ? new CommandOutcome { ContinuationPrompt = open + "... " } : await ExecuteUnfinishedAsync(text, ct);
    }

    /// <summary>Runs text of which no more will come: what is missing at its end is an error.</summary>
    internal async ValueTask<CommandOutcome> ExecuteUnfinishedAsync(string text, CancellationToken ct)
    {
        var problem = await ProblemAsync(text, ct);
        if (problem is not null) terminal.Out.Write(problem + "\n");
        terminal.Out.Flush();
        return new CommandOutcome { Failed = problem is not null, Quit = _state.IsQuitting };
    }

    /// <summary>Runs a script's text, and prints nothing about its end.</summary>
    /// <returns>Null, or what went wrong and where.</returns>
    internal async Task<string?> RunTextAsync(string text, CancellationToken ct)
    {
        var problem = await ProblemAsync(text, ct, withPlace: true);
        terminal.Out.Flush();
        return problem;
    }

    // The session ends with it: the rest of a block must not be run as commands of their own.
    private CommandOutcome TooLong()
    {
        terminal.Out.Write("failure: command is too long\n");
        terminal.Out.Flush();
        return new CommandOutcome { Failed = true, Quit = true };
    }

    private async ValueTask<string?> ProblemAsync(string text, CancellationToken ct, bool withPlace = false)
    {
        try
        {
            var block = Parser.Parse(text, router.Root, _state.Menu, VariableNames.Known(_state.IsVariable));
            using var scope = new Scope(null, _state.Variables, new MemoryBudget());
            await new Evaluator(_state).RunAsync(block, scope, ct);
            return null;
        }
        catch (CommandFailure failure)
        {
            return withPlace ? failure.MessageWithPlace : failure.Message;
        }
        catch (SyntaxException problem)
        {
            return problem.Message;
        }
        catch (Exception failure) when (failure is RefusedException or NotReadyException)
        {
            return $"failure: {failure.Message}";
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return "interrupted";
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            // The session goes on: the fault is in one command, or in a plugin.
            _state.Log("error", $"{(Secrets.AreIn(text, router.Root) ? "a command with a secret in it" : text.Split('\n')[0])}: {bug}");
            return "error - contact support and send a supout file (3)";
        }
    }
}
