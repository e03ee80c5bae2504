using Appliance.Cli.Protocol;
using Appliance.Console.Editing;
using Appliance.Console.Logins;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Sdk.Access;

namespace Appliance.Daemon.Consoles;

/// <summary>A person at a terminal: login, banner, prompt, command, prompt.</summary>
public sealed class TerminalSession(Router router, Client client, Hello hello, EchoLines echo, UserVariables variables, ScriptJobs jobs, Action<string, string> log, ConsoleHost host)
{
    private const string Banner = "\n  Appliance 3.11\n  Press ? for the commands of this menu, Tab to complete a word\n\n";

    /// <summary>Runs until the person leaves.</summary>
    /// <returns>Whether the person was not let in.</returns>
    public async Task<bool> RunAsync(CancellationToken over)
    {
        await using var stream = new TerminalStream(client.Input, client.Sender);
        await using var terminal = new Terminal(stream, hello.Columns, hello.Rows);
        void Resize(Size size) => terminal.Resize(size.Columns, size.Rows);
        client.Resized += Resize;
        try
        {
            if (await LogInAsync(terminal, over) is not { } login) return true;
            using var presence = router.Access.Enter(login, isLogged: true);
            await WorkAsync(terminal, login, over);
        }
        finally
        {
            client.Resized -= Resize;
        }
        // The router went down in the middle of a line.
        if (over.IsCancellationRequested) terminal.Send("\r\n");
        return false;
    }

    private async Task<Login?> LogInAsync(Terminal terminal, CancellationToken over)
    {
        var nobody = router.OpenSession(new Login("", Policy.None));
        var prompt = new LoginPrompt(router.Access, terminal, () => IdentityName.Of(nobody), Login.Local);
        try
        {
            return hello.User.Length > 0 ? await prompt.TrustAsync(hello.User, over) : await prompt.AskAsync(over);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task WorkAsync(Terminal terminal, Login login, CancellationToken over)
    {
        terminal.Out.Write(Banner);
        await terminal.Out.FlushAsync(over);
        using var news = echo.Show(login.User, terminal.Announce);
        await new TerminalRunner(router.OpenSession(login), terminal, variables.Of(login.User), log, jobs, host).RunAsync(over);
    }
}
