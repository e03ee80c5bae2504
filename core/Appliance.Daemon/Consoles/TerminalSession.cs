using Appliance.Cli.Protocol;
using Appliance.Console.Editing;
using Appliance.Console.Sessions;
using Appliance.Engine.Sessions;

namespace Appliance.Daemon.Consoles;

/// <summary>A person at a terminal: banner, prompt, command, prompt.</summary>
public sealed class TerminalSession(IRouterSession router, Client client, Hello hello, Action<string, string> log)
{
    private const string Banner = "\n  Appliance 3.11\n  Press ? for the commands of this menu, Tab to complete a word\n\n";

    /// <summary>Runs until the person leaves.</summary>
    public async Task RunAsync(CancellationToken over)
    {
        await using var stream = new TerminalStream(client.Input, client.Sender);
        await using var terminal = new Terminal(stream, hello.Columns, hello.Rows);
        void Resize(Size size) => terminal.Resize(size.Columns, size.Rows);
        client.Resized += Resize;
        try
        {
            await LinesAsync(terminal, over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The client, or the router, is gone in the middle of a line.
            terminal.Send("\r\n");
        }
        finally
        {
            client.Resized -= Resize;
        }
    }

    private async Task LinesAsync(Terminal terminal, CancellationToken over)
    {
        var session = new ConsoleSession(router, new PersonTerminal(terminal), log: log);
        var history = new LineHistory();
        var editor = new LineEditor(terminal, history: history);
        terminal.Out.Write(Banner);
        await terminal.Out.FlushAsync(over);
        var (text, prompt) = ("", session.Prompt);
        while (true)
        {
            var line = await editor.ReadLineAsync(prompt, over);
            if (line.End == LineEnd.EndOfInput) return;
            if (line.End == LineEnd.Interrupted)
            {
                (text, prompt) = ("", session.Prompt);
                continue;
            }
            text = text.Length == 0 ? line.Text : text + "\n" + line.Text;
            CommandOutcome outcome = new();
            await terminal.RunAsync(async ct => outcome = await session.ExecuteAsync(text, ct), over);
            if (outcome.Quit) return;
            if (!outcome.NeedsMore) history.Add(text);
            (text, prompt) = outcome.NeedsMore ? (text, outcome.ContinuationPrompt) : ("", session.Prompt);
        }
    }
}
