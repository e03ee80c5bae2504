using Appliance.Cli.Protocol;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Daemon.Consoles;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Daemon.Tests.Consoles;

/// <summary>The daemon's console server on a router in memory, with a socket of its own.</summary>
public sealed class ConsoleRouter : IAsyncDisposable, IFolders
{
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-login-").FullName;
    private readonly LogBook _book = new(() => new DateTime(2008, 6, 6, 14, 47, 23));
    private readonly DaemonLog _log;
    private readonly ScriptJobs _scripts;
    private readonly ConsoleServer _server;

    private ConsoleRouter()
    {
        _log = new DaemonLog(Path.Combine(_folder, "daemon.log"), _book);
        Router = new Router(new MemoryStore(), null, _log.Loggers);
        var (variables, script) = (new UserVariables(), new ScriptLog(_log.Loggers));
        var power = new Power(_ => Task.CompletedTask, _log.Loggers.CreateLogger("system"), TimeSpan.Zero);
        _scripts = new ScriptJobs(Router.OpenSession, () => Router.Root, variables, () => DateTime.Now, script.Write, new ConsoleHost());
        _server = new ConsoleServer(Socket, new RouterSessions(Router, new PowerGate(power), _book, variables, _scripts, script, new ConsoleHost()), _log.Loggers.CreateLogger("system"));
    }

    public Router Router { get; }

    public string Socket => Path.Combine(_folder, "console.sock");

    public string State => _folder;

    public string Run => _folder;

    /// <summary>What is said of logins.</summary>
    public IEnumerable<string> Log => _book.Lines.Where(line => line.Topics.Contains("account") || line.Topics.Contains("error")).Select(line => $"{line.Topics} {line.Message}");

    public static async Task<ConsoleRouter> StartAsync(string script = "")
    {
        var router = new ConsoleRouter();
        await router.Router.OpenAsync();
        await router.Router.AttachAsync("Users", new UsersPlugin.UsersPlugin(), services => services
            .AddSingleton<IMachine>(new SimulatedMachine()).AddSingleton<IFolders>(router).AddSingleton(router._log.Loggers), default);
        router._server.Start();
        var screen = new StringWriter();
        (await new ScriptRunner(router.Router.OpenSession(new Login("admin")), new StringReader(script), screen, 80).RunAsync(default)).ShouldBeTrue(screen.ToString());
        return router;
    }

    public Task<Person> ConnectAsync(string user, bool interactive = true) => Person.SitsDownAsync(Socket, user, interactive);

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(Reason.Quit);
        await _server.DisposeAsync();
        await _scripts.DisposeAsync();
        await Router.DisposeAsync();
        _log.Dispose();
        // The socket has moved the process into its folder.
        Environment.CurrentDirectory = "/";
        Directory.Delete(_folder, recursive: true);
    }
}
