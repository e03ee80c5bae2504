using Appliance.Cli.Protocol;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Consoles;

/// <summary>Sessions on the router: a person's at a terminal, or a script's.</summary>
public sealed class RouterSessions(Router router, PowerGate power, ILogBook book, UserVariables variables, ScriptJobs jobs, ScriptLog script, ConsoleHost host, ILoggerFactory loggers) : IConsoleSessions
{
    private readonly ILogger _account = loggers.CreateLogger("system,info,account");
    private readonly EchoLines _echo = new(book);

    public async Task<bool> RunAsync(Client client, Hello hello, CancellationToken down)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(client.Gone, down);
        var session = router.OpenSession(new Login(hello.User));
        if (hello.Interactive)
        {
            _account.LogInformation("user {User} logged in via local", hello.User);
            try
            {
                await new TerminalSession(session, client, hello, _echo, variables.Of(hello.User), jobs, script.Write, host).RunAsync(over.Token);
            }
            finally
            {
                _account.LogInformation("user {User} logged out via local", hello.User);
            }
            return false;
        }
        // A script that only was shorter than its answers may still be read by somebody: it ends with its input, not with its client's.
        var lines = new ScriptLines(client.Input, client.Sender, () => session.FlushAsync(CancellationToken.None), () => power.Closed);
        var width = hello.Columns;
        client.Resized += size => width = size.Columns;
        var succeeded = await new ScriptRunner(session, lines, new ScreenWriter(client.Sender), () => width, variables.Of(hello.User), script.Write, jobs, host).RunAsync(over.Token);
        if (power.Closed) await Forever(over.Token);
        return !succeeded;
    }

    // The router says by itself when and why the session is over.
    private static Task Forever(CancellationToken ct) => Task.Delay(Timeout.Infinite, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
}
