using System.Reflection;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Engine;
using Appliance.Engine.Archive;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Hypervisors;
using Appliance.XenPlugin.Hypervisors.Simulated;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Plugins.All.Tests;

/// <summary>A router with every plugin of every package, on a simulated machine with three cards.</summary>
public sealed class WholeRouter : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("appliance-test-");
    private readonly SimulatedNetwork _network = new();
    private readonly SimulatedMachine _machine = new();
    private readonly SimulatedPower _power = new();
    private readonly LogBook _book = new(() => DateTime.Now);
    private readonly Router _router;
    private readonly ScriptJobs _scripts;
    private readonly ConfigurationArchive _archive;

    private WholeRouter(int firstCard)
    {
        var store = new MemoryStore();
        _router = new Router(store, _network, NullLoggerFactory.Instance);
        _archive = new ConfigurationArchive(_router, store);
        _scripts = new ScriptJobs(_router.OpenSession, () => _router.Root, new UserVariables(), () => _machine.Now.DateTime, (_, _) => { });
        for (var i = 0; i < 3; i++) _network.Outside.Plug($"ether{i + 1}", new MacAddress(0x02_1C_AE_C1_00_00 + (ulong)(firstCard + i)));
    }

    public SimulatedFileStore Files { get; } = new();

    public MenuNode Root => _router.Root;

    /// <param name="firstCard">Where the addresses of its cards begin.</param>
    public static async Task<WholeRouter> StartAsync(int firstCard)
    {
        var router = new WholeRouter(firstCard);
        foreach (var image in (string[])["one.img", "two.img"]) router.Files.Put(image, 1 << 20, default);
        await router._router.OpenAsync();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Appliance.Plugins.*.dll").Order(StringComparer.Ordinal))
        {
            foreach (var plugin in Assembly.LoadFrom(file).GetExportedTypes().Where(type => type.IsAssignableTo(typeof(IPlugin))))
                await router.AttachAsync(plugin.Name, (IPlugin)Activator.CreateInstance(plugin)!);
        }
        return router;
    }

    public IRouterSession OpenSession(Policy policies = Policy.All) => _router.OpenSession(new Login("admin", policies));

    /// <summary>What a console shows when these lines are typed; without prompts and what was typed.</summary>
    public async Task<string> TypeAsync(string line, int width = 80)
    {
        var screen = new StringWriter();
        var host = new ConsoleHost { Files = Files, Now = () => new DateTime(2008, 6, 9, 14, 47, 23) };
        await new ScriptRunner(OpenSession(), new StringReader(line), screen, width, host: host).RunAsync(default);
        var shown = screen.ToString();
        return shown[(shown.IndexOf('\n') + 1)..];
    }

    public Task WriteAsync(string file, string text) => Files.WriteAsync(new FilePath(file), async (stream, ct) => await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(text), ct), default);

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        await _router.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private Task AttachAsync(string name, IPlugin plugin) => _router.AttachAsync(name, plugin, services => services
        .AddSingleton<INetwork>(_network).AddSingleton<IMachine>(_machine).AddSingleton<IPower>(_power).AddSingleton<IFileStore>(Files)
        .AddSingleton<ILogBook>(_book).AddSingleton<ILogRules>(_book).AddSingleton<IConfigurationArchive>(_archive).AddSingleton<IFolders>(new Folders(Path.Combine(_folder.FullName, name), Path.Combine(_folder.FullName, name, "run")))
        .AddSingleton<IPackages>(new NoPackages()).AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton<IHypervisor>(new SimulatedHypervisor()).AddSingleton<IBootConfiguration>(new SimulatedBootConfiguration())
        .AddSingleton<IScripts>(_scripts), default);

    private sealed class NoPackages : IPackages
    {
        public IReadOnlyList<InstalledPackage> Installed => [];

        public Stream OpenForGuests(string name) => throw new NotSupportedException();

        public Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change) => throw new NotSupportedException();

        public Problem? ScheduleDowngrade() => throw new NotSupportedException();

        public Task<PackagesApplied> ApplyAsync(CancellationToken ct) => throw new NotSupportedException();
    }
}
