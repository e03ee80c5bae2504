using Appliance.Cli.Protocol;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Daemon.Consoles;
using Appliance.Daemon.Systemd;
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
    private readonly DaemonOptions _options;
    private readonly ThisMachine _here;
    private readonly FileStore _files;
    private readonly LogBook _book;
    private readonly DaemonLog _log;
    private readonly LinuxNetwork _network;
    private readonly Router _router;
    private readonly PackageHost _packages;
    private readonly ScriptJobs _scripts;
    private readonly ConsoleServer _server;
    private readonly TaskCompletionSource<StopReason> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Supervisor _supervisor = Supervisor.FromEnvironment();
    private readonly CancellationTokenSource _stopping = new();
    private Task _watchdog = Task.CompletedTask;

    public RouterDaemon(DaemonOptions options)
    {
        _options = options;
        Directory.CreateDirectory(options.Files);
        // Some parts have something to say before the machine is there.
        _book = new LogBook(() => _here?.Machine.Now.DateTime ?? DateTime.UtcNow);
        _log = new DaemonLog(options.LogFile, _book);
        var log = _log.Loggers.CreateLogger("system");
        _here = new ThisMachine(options, request => _stop.TrySetResult(request == PowerRequest.Reboot ? StopReason.Reboot : StopReason.PowerOff), log);
        _files = new FileStore(options.Files, _here.Machine.ToLocal);
        _network = new LinuxNetwork(_log.Loggers.CreateLogger("interface"));
        var store = new DiskStore(options.Configuration, new() { Notice = notice => log.LogWarning("{Notice}", notice) });
        _router = new Router(store, _network, _log.Loggers);
        var folders = new PackageFolders(options.InstalledPackages, options.UnpackedPackages, options.Files, options.OfferedPackages);
        _packages = new PackageHost(folders, TrustedKeys.Read(options.Keys), _router, AddDrivers, _log.Loggers);
        var (variables, script) = (new UserVariables(), new ScriptLog(_log.Loggers));
