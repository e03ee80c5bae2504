using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>The real engine and the real console with this plugin on a simulated machine.</summary>
public sealed class TestRouter : IAsyncDisposable
{
    private readonly Router _router;

    private TestRouter(MemoryStore store) => _router = new Router(store, null, Log.Loggers);

    public TestLog Log { get; } = new();

    public SimulatedMachine Machine { get; } = new();

    public SimulatedFileStore Files { get; } = new();

    public SimulatedPower Power { get; } = new();

    public static async Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders, IPackages? packages = null)
    {
        var router = new TestRouter(store);
        await router._router.OpenAsync();
        await router._router.AttachAsync("System", new SystemPlugin(), services => services
            .AddSingleton<IMachine>(router.Machine).AddSingleton<IFileStore>(router.Files).AddSingleton<IPower>(router.Power)
            .AddSingleton<ILogBook>(router.Log.Book).AddSingleton<IFolders>(folders).AddSingleton(router.Log.Loggers)
            .AddSingleton(packages ?? new FakePackages(new InstalledPackage("system", "3.11", default, false, "", ""))), default);
        return router;
    }

    /// <summary>What a console shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(string script, int width = 80)
    {
        var screen = new StringWriter();
        await new ScriptRunner(_router.OpenSession("admin"), new StringReader(script), screen, width).RunAsync(default);
        return screen.ToString();
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();
}
