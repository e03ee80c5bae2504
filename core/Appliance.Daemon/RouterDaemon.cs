using Appliance.Cli.Protocol;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Daemon.Consoles;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Packages;
using Appliance.Packages.Loading;
using Appliance.Packages.Signing;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Scripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon;

/// <summary>All parts of the router, put together.</summary>
public sealed class RouterDaemon : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly DaemonOptions _options;
    private readonly Machine _machine;
    private readonly FileStore _files;
    private readonly LogBook _book;
    private readonly DaemonLog _log;
    private readonly LinuxNetwork _network;
    private readonly Router _router;
    private readonly PackageHost _packages;
    private readonly ScriptJobs _scripts;
    private readonly ConsoleServer _server;
    private readonly TaskCompletionSource<StopReason> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RouterDaemon(DaemonOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Files);
        _machine = new Machine(options.Files, options.Sandbox);
        _files = new FileStore(options.Files, _machine.ToLocal);
        _book = new LogBook(() => _machine.Now.DateTime);
        _log = new DaemonLog(options.LogFile, _book);
        var log = _log.Loggers.CreateLogger("system");
        Power = new PowerGate(new Power(EndAsync, log, s_patience));
        _network = new LinuxNetwork(_log.Loggers.CreateLogger("interface"));
        var store = new DiskStore(options.Configuration, new() { Notice = notice => log.LogWarning("{Notice}", notice) });
        _router = new Router(store, _network, _log.Loggers);
        var folders = new PackageFolders(options.InstalledPackages, options.UnpackedPackages, options.Files, options.OfferedPackages);
        _packages = new PackageHost(folders, TrustedKeys.Read(options.Keys), _router, AddDrivers, _log.Loggers);
        var (variables, script) = (new UserVariables(), new ScriptLog(_log.Loggers));
        var host = new ConsoleHost { Files = _files, Now = () => _machine.Now.DateTime };
        _scripts = new ScriptJobs(_router.OpenSession, () => _router.Root, variables, () => _machine.Now.DateTime, script.Write, host);
        _server = new ConsoleServer(options.Socket, new RouterSessions(_router, Power, _book, variables, _scripts, script, host), log);
    }

    /// <summary>Switches the router off and on.</summary>
    public PowerGate Power { get; }

    /// <summary>Starts everything; returns when consoles are let in.</summary>
    public async Task StartAsync()
    {
        await _router.OpenAsync();
        new FactoryPackages(_options.Packages, _options.OfferedPackages, _options.InstalledPackages).Offer();
        await _packages.StartAsync(rebooted: !File.Exists(DaemonOptions.BootMark), CancellationToken.None);
        Directory.CreateDirectory(Path.GetDirectoryName(DaemonOptions.BootMark)!);
        await File.WriteAllTextAsync(DaemonOptions.BootMark, "");
        _scripts.Open();
        _server.Start();
    }

    /// <summary>Asks for the end of the daemon alone.</summary>
    public void Stop() => _stop.TrySetResult(StopReason.Restart);

    /// <summary>Waits until somebody asks for the end, and says goodbye to the consoles.</summary>
    public async Task<StopReason> WaitAsync()
    {
        var reason = await _stop.Task;
        await _server.StopAsync(reason == StopReason.PowerOff ? Reason.PowerOff : Reason.Reboot);
        return reason;
    }

    /// <summary>The machine stays as it is: guests run on, links stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _scripts.DisposeAsync();
        await _router.DisposeAsync();
        await _network.DisposeAsync();
        _machine.Dispose();
        _log.Dispose();
    }

    private Task EndAsync(PowerRequest request)
    {
        _stop.TrySetResult(request == PowerRequest.Reboot ? StopReason.Reboot : StopReason.PowerOff);
        return Task.CompletedTask;
    }

    private void AddDrivers(string plugin, IServiceCollection services) => services
        .AddSingleton<INetwork>(_network)
        .AddSingleton<IFileStore>(_files)
        .AddSingleton<IMachine>(_machine)
        .AddSingleton<IPower>(Power)
        .AddSingleton<ILogBook>(_book)
        .AddSingleton<IScripts>(_scripts)
        .AddSingleton<IAccess>(_router.Access)
        .AddSingleton<IFolders>(new Folders(_options.PluginState(plugin), DaemonOptions.PluginRun(plugin)));
}
