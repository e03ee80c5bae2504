using Appliance.Cli.Protocol;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Daemon.Consoles;
using Appliance.Daemon.Systemd;
using Appliance.Daemon.Terminals;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Host.Layers;
using Appliance.Drivers.Linux.Host.Loops;
using Appliance.Drivers.Linux.Host.SystemDisks;
using Appliance.Drivers.Linux.Netlink;
using Appliance.Engine;
using Appliance.Engine.Archive;
using Appliance.Engine.Store;
using Appliance.Packages;
using Appliance.Packages.Loading;
using Appliance.Packages.Signing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Scripts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon;

/// <summary>All parts of the router, put together.</summary>
public sealed class RouterDaemon : IAsyncDisposable
{
    private readonly DaemonOptions _options;
    private readonly string _installedPackages;
    private readonly ThisMachine _here;
    private readonly FileStore _files;
    private readonly ISystemDisk _system;
    private readonly BootConfiguration _boot;
    private readonly LoopDevices _loops = new();
    private readonly LogBook _book;
    private readonly DaemonLog _log;
    private readonly LinuxNetwork _network;
    private readonly DiskStore _store;
    private readonly Task<StoredConfiguration> _stored;
    private readonly Router _router;
    private readonly PackageHost _packages;
    private readonly ScriptJobs _scripts;
    private readonly ConfigurationArchive _archive;
    private readonly ConsoleServer _server;
    private readonly TaskCompletionSource<StopReason> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Supervisor _supervisor = Supervisor.FromEnvironment();
    private readonly CancellationTokenSource _stopping = new();
    private MachineWatchdog? _machineWatchdog;
    private Task _watchdog = Task.CompletedTask;
    private Task _terminals = Task.CompletedTask;

    public RouterDaemon(DaemonOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Files);
        // Some parts have something to say before the machine is there.
        _files = new FileStore(options.Files, utc => _here?.Machine.ToLocal(utc) ?? utc);
        _files.RemoveUnfinished();
        _system = SystemDisk.At(options.SystemDisk);
        _book = new LogBook(() => _here?.Machine.Now.DateTime ?? DateTime.UtcNow, files: _files);
        _log = new DaemonLog(options.LogFile, _book);
        var log = _log.Loggers.CreateLogger("system");
        // Read while all the rest is made and packages are loaded.
        _store = new DiskStore(options.Configuration, DiskStoreOptions.For(new DriveInfo(options.State).TotalSize) with { Notice = notice => log.LogWarning("{Notice}", notice) });
        StartMemory.Lend(_store.Size);
        _stored = Task.Run(_store.Load);
        _here = new ThisMachine(options, request => _stop.TrySetResult(request == PowerRequest.Reboot ? StopReason.Reboot : StopReason.PowerOff), log);
        _network = new LinuxNetwork(_log.Loggers.CreateLogger("interface"));
        _router = new Router(_store, _network, _log.Loggers);
        _archive = new ConfigurationArchive(_router, _store);
        var loader = BootLoader.OfThisMachine();
        var slots = new SystemSlots(loader);
        _boot = BootConfiguration.OfThisMachine(loader);
        _installedPackages = options.InstalledPackages(slots.Running);
        var folders = new PackageFolders(_installedPackages, options.InstalledPackages(slots.Other), options.UpgradeNote, options.UnpackedPackages, options.Files, options.OfferedPackages, Path.Combine(AppContext.BaseDirectory, "precompiled"));
        _packages = new PackageHost(folders, TrustedKeys.Read(options.Keys), slots, _boot, new RootLayers(_loops), _router, AddDrivers, _log.Loggers);
        var (variables, script) = (new UserVariables(), new ScriptLog(_log.Loggers));
        var host = new ConsoleHost { Files = _files, Now = () => _here.Machine.Now.DateTime };
        _scripts = new ScriptJobs(_router.OpenSession, () => _router.Root, variables, () => _here.Machine.Now.DateTime, script.Write, host);
        _server = new ConsoleServer(options.Socket, new RouterSessions(_router, Power, _book, variables, _scripts, script, host), log);
    }

    /// <summary>Switches the router off and on.</summary>
    public PowerGate Power => _here.Power;

    /// <summary>Starts everything; returns when consoles are let in.</summary>
    public async Task StartAsync()
    {
        var opened = _router.OpenAsync(_stored);
        new FactoryPackages(_options.Packages, _options.OfferedPackages, _installedPackages).Offer();
        await _packages.StartAsync(rebooted: !File.Exists(DaemonOptions.BootMark), CancellationToken.None);
        await opened;
        Directory.CreateDirectory(Path.GetDirectoryName(DaemonOptions.BootMark)!);
        await File.WriteAllTextAsync(DaemonOptions.BootMark, "");
        _scripts.Open();
        _server.Start();
        _supervisor.Ready();
        Watch(_log.Loggers.CreateLogger("system"));
        await _packages.ConfirmSystemAsync(CancellationToken.None);
        _ = TrimAsync();
    }

    /// <summary>Asks for the end of the daemon alone.</summary>
    public async Task StopAsync()
    {
        _supervisor.Stopping();
        await _here.BeforeStopAsync();
        _stop.TrySetResult(StopReason.Restart);
    }

    /// <summary>Ends the machine, if that is what the daemon has stopped for and nobody else does it.</summary>
    public void EndMachine(StopReason reason) => _here.End(reason);

    /// <summary>Waits until somebody asks for the end, and says goodbye to the consoles.</summary>
    public async Task<StopReason> WaitAsync()
    {
        var reason = await _stop.Task;
        if (reason != StopReason.Restart) await _packages.PrepareStartAsync(upgrade: reason == StopReason.Reboot);
        await _stopping.CancelAsync();
        await _watchdog;
        // Where the machine goes down too, its watchdog sees to it that it really does.
        if (reason == StopReason.Restart) _machineWatchdog?.Disarm();
        _supervisor.Stopping();
        await _server.StopAsync(_here.Request == PowerRequest.PowerOff ? Reason.PowerOff : Reason.Reboot);
        await _terminals;
        return reason;
    }

    /// <summary>The machine stays as it is: guests run on, links stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _scripts.DisposeAsync();
        await _router.DisposeAsync();
        await _network.DisposeAsync();
        _here.Dispose();
        _machineWatchdog?.Dispose();
        _stopping.Dispose();
        _log.Dispose();
        await _book.DisposeAsync();
    }

    private async Task TrimAsync()
    {
        await _store.Compared;
        StartMemory.GiveBack();
    }

    private void Watch(ILogger log)
    {
        _terminals = Task.WhenAll(_options.Terminals.Select(device => new TerminalLine(device, _options.Socket, log).RunAsync(_stopping.Token)));
        if (_options.Watchdog.Length > 0) _machineWatchdog = MachineWatchdog.TryOpen(_options.Watchdog, log);
        if (_machineWatchdog is { } machine) _watchdog = new Watchdog(MachineWatchdog.Limit, ProveAsync, machine.Alive, log).RunAsync(_stopping.Token);
        else if (_supervisor.Watchdog is { } limit) _watchdog = new Watchdog(limit, ProveAsync, _supervisor.Alive, log).RunAsync(_stopping.Token);
    }

    // The writer takes turns, and whoever knocks is heard.
    private async Task ProveAsync(CancellationToken ct)
    {
        await _router.CommitAsync("system", _ => [], ct);
        await _server.KnockAsync(ct);
    }

    private void AddDrivers(string plugin, IServiceCollection services) => services
        .AddSingleton<INetwork>(_network)
        .AddSingleton<IFileStore>(_files)
        .AddSingleton<IMachine>(_here.Machine)
        .AddSingleton<IPower>(Power)
        .AddSingleton<ILogBook>(_book)
        .AddSingleton<ILogRules>(_book)
        .AddSingleton<IConfigurationArchive>(_archive)
        .AddSingleton<IScripts>(_scripts)
        .AddSingleton(_system)
        .AddSingleton<IBootConfiguration>(_boot)
        .AddSingleton<ILoopDevices>(_loops)
        .AddSingleton<IFolders>(new Folders(_options.PluginState(plugin), DaemonOptions.PluginRun(plugin)));
}
