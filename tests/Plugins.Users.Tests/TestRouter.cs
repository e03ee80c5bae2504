using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Appliance.UsersPlugin.Tests;

/// <summary>Something with a key that not everybody may see.</summary>
[Menu("/tunnel", AutoName = "tunnel"), PrintFlags("X disabled"), Help("Tunnels")]
public sealed record Tunnel : NamedItem
{
    [Sensitive, Brief, Help("Key of the tunnel")] public string Secret { get; init; } = "";
}

/// <summary>The menu of the tunnels.</summary>
public sealed class TunnelPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin) => plugin.Menu<Tunnel>();
}

/// <summary>The real engine and the real console with this plugin.</summary>
public sealed class TestRouter : IAsyncDisposable, IFolders
{
    private readonly string _folder = Directory.CreateTempSubdirectory("appliance-users-").FullName;
    private readonly ILoggerFactory _loggers;

    private TestRouter(IStore store)
    {
        Book = new LogBook(() => new DateTime(2008, 6, 6, 14, 47, 23));
        _loggers = new SerilogLoggerFactory(new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(new LogBookSink(Book)).CreateLogger(), dispose: true);
        Router = new Router(store, null, _loggers);
    }

    public Router Router { get; }

    public LogBook Book { get; }

    public string State => _folder;

    public string Run => _folder;

    /// <summary>What is said of logins.</summary>
    public IEnumerable<string> Log => Book.Lines.Where(line => line.Topics.Contains("account") || line.Topics.Contains("error")).Select(line => $"{line.Topics} {line.Message}");

    public static async Task<TestRouter> StartAsync(IStore? store = null, bool withUsers = true)
    {
        var router = new TestRouter(store ?? new MemoryStore());
        await router.Router.OpenAsync();
        if (withUsers) await router.AttachAsync(new UsersPlugin());
        await router.Router.AttachAsync("tunnels", new TunnelPlugin(), _ => { }, default);
        return router;
    }

    public Task AttachAsync(IPlugin plugin) => Router.AttachAsync("Users", plugin,
        services => services.AddSingleton<IMachine>(new SimulatedMachine()).AddSingleton<IFolders>(this).AddSingleton(_loggers), default);

    public Task DetachAsync() => Router.DetachAsync("Users", default);

    /// <summary>What a console shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(string script, string user = "admin", int width = 80)
    {
        var screen = new StringWriter();
        await new ScriptRunner(Router.OpenSession(new Login(user)), new StringReader(script), screen, width).RunAsync(default);
        return screen.ToString();
    }

    public ValueTask<bool> LogsInAsync(string user, string password, string from = "", string via = "telnet") => new(LogInAsync(user, password, from, via));

    public async ValueTask DisposeAsync()
    {
        await Router.DisposeAsync();
        _loggers.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> LogInAsync(string user, string password, string from, string via) =>
        await Router.Access.LogInAsync(new LoginAttempt(user, password, via, from), default) is not null;
}
