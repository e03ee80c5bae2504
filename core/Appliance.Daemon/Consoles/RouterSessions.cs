using Appliance.Cli.Protocol;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Consoles;

/// <summary>Sessions on the router: a person's at a terminal, or a script's.</summary>
public sealed class RouterSessions(Router router, PowerGate power, ILoggerFactory loggers) : IConsoleSessions
{
    private readonly ILogger _log = loggers.CreateLogger("system");

    public async Task<bool> RunAsync(Client client, Hello hello, CancellationToken down)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(client.Gone, down);
        var session = router.OpenSession(hello.User);
        if (hello.Interactive)
        {
            await new TerminalSession(session, client, hello, Write).RunAsync(over.Token);
            return false;
        }
        // A script that only was shorter than its answers may still be read by somebody: it ends with its input, not with its client's.
        var lines = new ScriptLines(client.Input, client.Sender, () => session.FlushAsync(CancellationToken.None), () => power.Closed);
        var succeeded = await new ScriptRunner(session, lines, new ScreenWriter(client.Sender), hello.Columns, log: Write).RunAsync(over.Token);
        if (power.Closed) await Forever(over.Token);
        return !succeeded;
    }

    private void Write(string topic, string message) => loggers.CreateLogger(topic).Log(topic == "error" ? LogLevel.Error : LogLevel.Information, "{Message}", message);

    // The router says by itself when and why the session is over.
    private static Task Forever(CancellationToken ct) => Task.Delay(Timeout.Infinite, ct).ContinueWith(static _ => { }, TaskScheduler.Default);
}
