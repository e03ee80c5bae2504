using Appliance.Cli.Protocol;
using Appliance.Console.Editing;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Engine.Sessions;

namespace Appliance.Daemon.Consoles;

/// <summary>A person at a terminal: banner, prompt, command, prompt.</summary>
public sealed class TerminalSession(IRouterSession router, Client client, Hello hello, EchoLines echo, Variables variables, ScriptJobs jobs, Action<string, string> log, ConsoleHost host)
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
            terminal.Out.Write(Banner);
            await terminal.Out.FlushAsync(over);
            using var news = echo.Show(hello.User, terminal.Announce);
            await new TerminalRunner(router, terminal, variables, log, jobs, host).RunAsync(over);
        }
        finally
        {
            client.Resized -= Resize;
        }
        // The router went down in the middle of a line.
        if (over.IsCancellationRequested) terminal.Send("\r\n");
    }
}
