using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Tests.Routers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Tests;

/// <summary>The real engine and the real console with this plugin, on a machine whose daemon can be started again.</summary>
public sealed class TestRouter(IHypervisor hypervisor, INetwork? network = null) : IAsyncDisposable
{
    private readonly MemoryStore _store = new();
    private readonly TemporaryFolder _folder = new();
    private Router? _router;

    public INetwork Network { get; } = network ?? new SimulatedNetwork();

    public SimulatedPower Power { get; } = new();

    public SimulatedBootConfiguration Boot { get; } = new() { Usable = false };

    public TestLog Log { get; } = new();

    public TestSystemDisk System { get; } = new();

    public string Files => Path.Combine(_folder.State, "files");

    public async Task StartAsync()
    {
        Directory.CreateDirectory(Files);
        var run = Directory.CreateDirectory(Path.Combine(_folder.Run, "run")).FullName;
        _router = new Router(_store, Network, Log.Loggers);
        await _router.OpenAsync();
        await _router.AttachAsync("Network", new NetworkMenus(), services => services.AddSingleton(Network), default);
        await _router.AttachAsync("Xen", new XenPlugin(), services => services
            .AddSingleton(hypervisor).AddSingleton(Network).AddSingleton<IPower>(Power).AddSingleton<IFileStore>(new FileStore(Files, time => time))
            .AddSingleton<IFolders>(new Folders(_folder.State, run)).AddSingleton<ILoggerFactory>(Log.Loggers)
            .AddSingleton<ISystemDisk>(System).AddSingleton<IBootConfiguration>(Boot).AddSingleton<IMachine>(new SimulatedMachine()).AddSingleton<IPackages>(new TestPackages()), default);
        await _router.TakeAwayLeftoversAsync(default);
    }

    /// <summary>The daemon ends in good order; guests and links stay.</summary>
    public async Task StopAsync()
    {
        if (_router is not null) await _router.DisposeAsync();
        _router = null;
    }

    /// <summary>The package is removed.</summary>
    public Task DetachAsync() => _router!.DetachAsync("Xen", default);

    public string NewFile(string name)
    {
        var file = Path.Combine(Files, name);
        File.WriteAllBytes(file, new byte[1 << 20]);
        return file;
    }

    /// <summary>What a console shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(string script, int width = 132, CancellationToken ct = default)
    {
        var screen = new StringWriter();
        await new ScriptRunner(_router!.OpenSession(new Login("admin")), new StringReader(script), screen, width).RunAsync(ct);
        return screen.ToString();
    }

    /// <summary>Waits for what happens on the engine's and the guests' own threads.</summary>
    public async Task UntilAsync(string command, Func<string, bool> shows)
    {
        var shown = "";
        for (var i = 0; i < 600; i++)
        {
            if (shows(shown = await TypeAsync(command))) return;
            await Task.Delay(25);
        }
        throw new TimeoutException(shown);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }
}
