using Appliance.Cli.Protocol;
using Appliance.Console.Logins;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Daemon.Consoles;

/// <summary>Sessions on the router: a person's at a terminal, or a script's.</summary>
public sealed class RouterSessions(Router router, PowerGate power, ILogBook book, UserVariables variables, ScriptJobs jobs, ScriptLog script, ConsoleHost host) : IConsoleSessions
{
    private readonly EchoLines _echo = new(book);

    public async Task<bool> RunAsync(Client client, Hello hello, CancellationToken down)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(client.Gone, down);
        if (hello.Interactive) return await new TerminalSession(router, client, hello, _echo, variables, jobs, script.Write, host).RunAsync(over.Token);

        // The socket is root's alone: who can write to it owns the machine, and needs no password to speak for a user.
        if (router.Access.Trust(LoginName.Parse(hello.User).Name, Login.Local) is not { } login)
        {
            new ScreenWriter(client.Sender).Write(LoginPrompt.Refused + "\n");
            return true;
        }
        using var presence = router.Access.Enter(login, isLogged: false);
        var session = router.OpenSession(login);
        // A script that only was shorter than its answers may still be read by somebody: it ends with its input, not with its client's.
        var lines = new ScriptLines(client.Input, client.Sender, () => session.FlushAsync(CancellationToken.None), () => power.Closed);
        var width = hello.Columns;
        client.Resized += size => width = size.Columns;
        var succeeded = await new ScriptRunner(session, lines, new ScreenWriter(client.Sender), () => width, variables.Of(login.User), script.Write, jobs, host).RunAsync(over.Token);
        if (power.Closed) await Forever(over.Token);
        return !succeeded;
    }

    // The router says by itself when and why the session is over.
    private static Task Forever(CancellationToken ct) => Task.Delay(Timeout.Infinite, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
}
