using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine;
using Appliance.Engine.Archive;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Scripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>The real engine and the real console with this plugin on a simulated machine.</summary>
public sealed class TestRouter : IAsyncDisposable
{
    private readonly Router _router;
    private readonly TestFolders _folders;
    private readonly ConfigurationArchive _archive;
    private readonly UserVariables _variables = new();

    private TestRouter(MemoryStore store, TestFolders folders)
    {
        _folders = folders;
        _router = new Router(store, null, Log.Loggers);
        _archive = new ConfigurationArchive(_router, store);
        Scripts = new ScriptJobs(_router.OpenSession, () => _router.Root, _variables, () => Machine.Now.DateTime, Write);
        Scripts.Open();
    }

    public ScriptJobs Scripts { get; }

    /// <summary>The plugin's own time.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TestLog Log { get; } = new();

    public SimulatedMachine Machine { get; } = new();

    public SimulatedFileStore Files { get; init; } = new();

    public SimulatedPower Power { get; } = new();

    public static Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders) => StartAsync(store, folders, new SystemPlugin());

    /// <summary>With the files of an earlier start.</summary>
    public static Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders, SimulatedFileStore files) => StartAsync(store, folders, new SystemPlugin(), null, files);

    public static async Task<TestRouter> StartAsync(MemoryStore store, TestFolders folders, IPlugin? plugin, FakeTime? time = null, SimulatedFileStore? files = null)
    {
        var router = new TestRouter(store, folders) { Time = time ?? TimeProvider.System, Files = files ?? new SimulatedFileStore() };
        if (time is not null) time.Advanced += router.Machine.Advance;
        await router._router.OpenAsync();
        if (plugin is not null) await router.AttachAsync(plugin);
        return router;
    }

    public Task AttachAsync(IPlugin plugin) => _router.AttachAsync("System", plugin, services => services
        .AddSingleton<IMachine>(Machine).AddSingleton<IFileStore>(Files).AddSingleton<IPower>(Power)
        .AddSingleton<IScripts>(Scripts).AddSingleton(Time).AddSingleton<ILogBook>(Log.Book).AddSingleton<ILogRules>(Log.Book).AddSingleton<IConfigurationArchive>(_archive).AddSingleton<IFolders>(_folders).AddSingleton(Log.Loggers)
        .AddSingleton<IPackages>(new FakePackages(new InstalledPackage("system", "3.11", default, false, "", ""))), default);

    public Task DetachAsync() => _router.DetachAsync("System", default);

    /// <summary>What a console shows when these lines are typed.</summary>
    public async Task<string> TypeAsync(string script, int width = 80, Login? login = null)
    {
        var screen = new StringWriter();
        await new ScriptRunner(_router.OpenSession(login ??= new Login("admin")), new StringReader(script), screen, width, _variables.Of(login.User), Write, Scripts).RunAsync(default);
        return screen.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Scripts.DisposeAsync();
        await _router.DisposeAsync();
    }

    private void Write(string topic, string message)
    {
        var level = topic switch { "debug" => LogLevel.Debug, "warning" => LogLevel.Warning, "error" => LogLevel.Error, _ => LogLevel.Information };
        Log.Loggers.CreateLogger("script").Log(level, "{Message}", message);
    }
}
