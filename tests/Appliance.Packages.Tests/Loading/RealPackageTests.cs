using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Engine;
using Appliance.Engine.Schema;
using Appliance.Engine.Archive;
using Appliance.Engine.Store;
using Appliance.PackageTool;
using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Scripts;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The packages that the router is made with, on the real engine and console, above simulated drivers.</summary>
[Collection(Alone.Name)]
public sealed class RealPackageTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("npk").FullName;
    private readonly SimulatedNetwork _network = new();
    private readonly MemoryStore _store = new();
    private readonly LogBook _book = new(() => DateTime.UnixEpoch);
    private readonly Router _engine;
    private readonly WatchedAttachment _attachment;
    private readonly TestRouter _router;

    public RealPackageTests()
    {
        // Read by the xen plugin when it is loaded.
        Environment.SetEnvironmentVariable("APPLIANCE_HYPERVISOR", "simulated");
        _engine = new Router(_store, _network, new LogLines());
        _attachment = new WatchedAttachment(_engine);
        _router = new TestRouter(_attachment, AddDrivers);
    }

    [Fact]
    public async Task Every_plugin_is_used_and_leaves_the_memory()
    {
        File.WriteAllBytes(Path.Combine(_router.Folders.Uploads, "guest.img"), new byte[4096]);
        await _engine.OpenAsync();
        foreach (var package in (string[])["system", "xen"])
            BuildCommand.Build(PackageRecipe.Read(Path.Combine(Samples.Packages, package, "package.json")), Samples.Configuration, _router.Folders.Uploads, Some.Key);
        await _router.StartAsync();
        _router.Installed.Select(package => (package.Name, package.Problem)).ShouldBe([("system", ""), ("xen", "")]);

        (await TypeAsync([.. Menus(_engine.Root).SelectMany(path => (string[])[$"{path} print", $"{path} print detail"])])).ShouldNotContain("contact support");
        (await RunAsync(
            "/interface bridge add name=lan",
            "/ip address add address=10.0.0.1/24 interface=lan",
            "/xen add name=guest disk-image=guest.img disabled=no",
            "/xen interface add virtual-machine=guest type=dynamic dynamic-bridge=lan",
            "/xen print detail")).ShouldContain("state=running");
        (await RunAsync("/interface bridge port print")).ShouldContain("vif1");

        (await _router.Host.UninstallAsync("xen", CancellationToken.None)).ShouldBeNull();
        (await RunAsync("/interface print", "/interface bridge port print")).ShouldNotContain("vif1");
        (await TypeAsync(["/xen print"])).ShouldContain("bad command name xen");
        (await Memory.IsGoneAsync(_attachment.Contexts[^1])).ShouldBeTrue();

        await _router.Host.UnloadAsync();
        Menus(_engine.Root).ShouldBeEmpty();
        (await Memory.AreGoneAsync(_attachment.Contexts)).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        _router.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Menus(MenuNode node) =>
        node.Children.Values.SelectMany(child => Menus(child).Prepend(child.Schema is null ? "" : child.Path)).Where(path => path != "");

    private void AddDrivers(string plugin, IServiceCollection services) => services
        .AddSingleton<INetwork>(_network)
        .AddSingleton<IFileStore>(new FileStore(_router.Folders.Uploads, time => time))
        .AddSingleton<IMachine>(new SimulatedMachine())
        .AddSingleton<IPower>(new SimulatedPower())
        .AddSingleton<IScripts>(new ScriptJobs(_engine.OpenSession, () => _engine.Root, new UserVariables(), () => DateTime.UnixEpoch, (_, _) => { }))
        .AddSingleton<ILogBook>(_book)
        .AddSingleton<ILogRules>(_book)
        .AddSingleton<IConfigurationArchive>(new ConfigurationArchive(_engine, _store))
        .AddSingleton<IFolders>(new Folders(Path.Combine(_folder, plugin, "state"), Path.Combine(_folder, plugin, "run")));

    private async Task<string> RunAsync(params string[] lines)
    {
        using var screen = new StringWriter();
        using var script = new StringReader(string.Join('\n', lines));
        (await new ScriptRunner(_engine.OpenSession(new Login("admin")), script, screen, width: 200).RunAsync(CancellationToken.None)).ShouldBeTrue(screen.ToString());
        return screen.ToString();
    }

    private async Task<string> TypeAsync(string[] lines)
    {
        using var screen = new StringWriter();
        using var script = new StringReader(string.Join('\n', lines));
        await new ScriptRunner(_engine.OpenSession(new Login("admin")), script, screen, width: 80).RunAsync(CancellationToken.None);
        return screen.ToString();
    }
}
