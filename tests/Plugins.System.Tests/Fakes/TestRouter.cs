using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>The real engine and the real console with this plugin on a simulated machine.</summary>
public sealed class TestRouter : IAsyncDisposable
{
    private readonly Router _router;
    private readonly TestFolders _folders;

    private TestRouter(MemoryStore store, TestFolders folders)
    {
        _folders = folders;
        _router = new Router(store, null, Log.Loggers);
    }

    public TestLog Log { get; } = new();

    public SimulatedMachine Machine { get; } = new();

    public SimulatedFileStore Files { get; } = new();

    public SimulatedPower Power { get; } = new();

    public static Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders) => StartAsync(store, folders, new SystemPlugin());

    public static async Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders, IPlugin? plugin)
    {
        var router = new TestRouter(store, folders);
        await router._router.OpenAsync();
        if (plugin is not null) await router.AttachAsync(plugin);
        return router;
    }

    public Task AttachAsync(IPlugin plugin) => _router.AttachAsync("System", plugin, services => services
        .AddSingleton<IMachine>(Machine).AddSingleton<IFileStore>(Files).AddSingleton<IPower>(Power)
        .AddSingleton<ILogBook>(Log.Book).AddSingleton<IFolders>(_folders).AddSingleton(Log.Loggers)
        .AddSingleton<IPackages>(new FakePackages(new InstalledPackage("system", "3.11", default, false, "", ""))), default);

    public Task DetachAsync() => _router.DetachAsync("System", default);

    /// <summary>What a console shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(string script, int width = 80)
    {
        var screen = new StringWriter();
        await new ScriptRunner(_router.OpenSession(new Login("admin")), new StringReader(script), screen, width).RunAsync(default);
        return screen.ToString();
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();
}
