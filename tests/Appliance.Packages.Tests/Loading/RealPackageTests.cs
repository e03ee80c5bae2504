using System.Diagnostics;
using Appliance.Console.Scripts;
using Appliance.Console.Sessions;
using Appliance.Drivers.Linux.Host;
using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Drivers.Linux.Simulated.Network;
using Appliance.Engine;
using Appliance.Engine.Archive;
using Appliance.Engine.Schema;
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
    private const int Cycles = 200;

    private static readonly Dictionary<string, byte[]> s_packages =
        ((string[])["system", "xen"]).ToDictionary(name => name, name => Built(name, DateTimeOffset.UtcNow));

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
        await StartAsync();
        (await _engine.TypeAsync([.. Menus(_engine.Root).SelectMany(path => (string[])[$"{path} print", $"{path} print detail"])])).ShouldNotContain("contact support");
        await AddGuestAsync();
        await GuestRunsAsync();
        (await _engine.RunAsync("/interface bridge port print")).ShouldContain("vif1");

        (await _engine.RunAsync("/system package uninstall xen", "/system package apply-changes")).ShouldContain("\nuninstalled xen-3.11\n");
        (await _engine.RunAsync("/interface print", "/interface bridge port print")).ShouldNotContain("vif1");
        (await _engine.TypeAsync("/xen print")).ShouldContain("bad command name xen");
        (await Memory.IsGoneAsync(_attachment.Contexts[^1])).ShouldBeTrue();

        await _router.Host.UnloadAsync();
        Menus(_engine.Root).ShouldBeEmpty();
        (await Memory.AreGoneAsync(_attachment.Contexts)).ShouldBeTrue();
    }

    [Fact]
    public async Task Others_print_and_commit_while_the_guests_of_a_package_that_goes_are_shut_down()
    {
        await StartAsync();
        await AddGuestAsync();
        using var over = new CancellationTokenSource();
        var (commits, longest) = (0, TimeSpan.Zero);
        var others = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; commits++)
            {
                var since = Stopwatch.StartNew();
                (await _engine.RunAsync("/ip address add address=10.1.1.1/24 interface=lan", "/ip address print", "/ip address remove [find address=10.1.1.1/24]", "/interface bridge print")).ShouldContain("10.1.1.1/24");
                if (since.Elapsed > longest) longest = since.Elapsed;
            }
        });
        for (var round = 0; round < 5; round++)
        {
            (await _router.ApplyAsync(PackageChange.Uninstall, "xen")).ShouldBeNull();
            Upload("xen");
            (await _router.ApplyAsync()).Done.ShouldBe(["installed xen-3.11"]);
            await GuestRunsAsync();
        }

        await over.CancelAsync();
        await others;
        TestContext.Current.SendDiagnosticMessage($"{commits} rounds of two commits and two prints beside 5 times uninstall and install; the longest took {longest.TotalMilliseconds:F0} ms");
        commits.ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task System_is_replaced_in_place_by_its_own_command_and_links_stay()
    {
        await StartAsync();
        await AddGuestAsync();
        // All but the last one: that is xen's, which stays.
        WeakReference[] before = [.. _attachment.Contexts.SkipLast(1)];
        var links = _network.Links.All.Select(link => (link.Index, link.Name, link.Master)).ToList();
        var gone = new List<string>();
        _network.Links.Changed += (link, change) => { if (change == NetworkChange.Removed) gone.Add(link?.Name ?? "?"); };
        var builtLater = Built("system", DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(Path.Combine(_router.Folders.Uploads, "system-3.11.npk"), builtLater);
        (await _engine.RunAsync("/system package apply-changes", "/system package print")).ShouldContain("\ninstalled system-3.11\n");
        _router.Installed.ShouldAllBe(package => package.Problem == "");
        gone.ShouldBeEmpty();
        _network.Links.All.Select(link => (link.Index, link.Name, link.Master)).ShouldBe(links);
        (await Memory.AreGoneAsync(before)).ShouldBeTrue();
    }

    [Fact]
    public async Task Installed_and_removed_200_times_neither_memory_nor_descriptors_grow()
    {
        await StartAsync();
        var ofSystem = _attachment.Contexts.Count - 1;
        await AddGuestAsync();
        for (var cycle = 0; cycle < 10; cycle++) await CycleAsync();
        var (memory, files, threads) = Measure();
        var since = Stopwatch.StartNew();
        for (var cycle = 0; cycle < Cycles; cycle++) await CycleAsync();
        // Those of system stay, and so does the last one of xen.
        (await Memory.AreGoneAsync(_attachment.Contexts.Skip(ofSystem).SkipLast(1))).ShouldBeTrue();
        var (memoryNow, filesNow, threadsNow) = Measure();
        TestContext.Current.SendDiagnosticMessage($"{Cycles} cycles in {since.Elapsed.TotalSeconds:F1} s: {memory >> 10} KiB, {files} descriptors, {threads} threads before, "
            + $"{memoryNow >> 10} KiB, {filesNow} descriptors, {threadsNow} threads after");
        (memoryNow - memory).ShouldBeLessThan(4 << 20);
        filesNow.ShouldBeLessThanOrEqualTo(files + 2);
        threadsNow.ShouldBeLessThanOrEqualTo(threads + 8);
    }

    public async ValueTask DisposeAsync()
    {
        _router.Dispose();
        await _engine.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static (long Memory, int Files, int Threads) Measure()
    {
        Memory.Collect();
        return (GC.GetTotalMemory(forceFullCollection: true), Directory.GetFiles("/proc/self/fd").Length, Process.GetCurrentProcess().Threads.Count);
    }

    private static IEnumerable<string> Menus(MenuNode node) =>
        node.Children.Values.SelectMany(child => Menus(child).Prepend(child.Schema is null ? "" : child.Path)).Where(path => path != "");

    private async Task CycleAsync()
    {
        (await _router.ApplyAsync(PackageChange.Uninstall, "xen")).ShouldBeNull();
        Upload("xen");
        (await _router.ApplyAsync()).Refused.ShouldBeEmpty();
    }

    private async Task StartAsync()
    {
        File.WriteAllBytes(Path.Combine(_router.Folders.Uploads, "guest.img"), new byte[4096]);
        await _engine.OpenAsync();
        Upload("system");
        Upload("xen");
        await _router.StartAsync();
        _router.Installed.Select(package => (package.Name, package.Problem)).ShouldBe([("system", ""), ("xen", "")]);
    }

    private Task AddGuestAsync() => _engine.RunAsync(
        "/interface bridge add name=lan",
        "/ip address add address=10.0.0.1/24 interface=lan",
        "/xen add name=guest disk-image=guest.img disabled=no",
        "/xen interface add virtual-machine=guest type=dynamic dynamic-bridge=lan");

    // It starts in its own time.
    private Task GuestRunsAsync() => _engine.RunAsync(":while ([/xen get guest state]!=\"running\") do={:delay 10ms}");

    private void Upload(string package) => File.WriteAllBytes(Path.Combine(_router.Folders.Uploads, $"{package}-3.11.npk"), s_packages[package]);

    private static byte[] Built(string package, DateTimeOffset time)
    {
        const string Time = "SOURCE_DATE_EPOCH";
        var folder = Directory.CreateTempSubdirectory("npk").FullName;
        Environment.SetEnvironmentVariable(Time, $"{time.ToUnixTimeSeconds()}");
        BuildCommand.Build(PackageRecipe.Read(Path.Combine(Samples.Packages, package, "package.json")), Samples.Configuration, folder, Some.Key);
        Environment.SetEnvironmentVariable(Time, null);
        var built = File.ReadAllBytes(Directory.GetFiles(folder).Single());
        Directory.Delete(folder, recursive: true);
        return built;
    }

    private void AddDrivers(string plugin, IServiceCollection services) => services
        .AddSingleton<INetwork>(_network)
        .AddSingleton<IFileStore>(new FileStore(_router.Folders.Uploads, time => time))
        .AddSingleton<IMachine>(new SimulatedMachine())
        .AddSingleton<IPower>(new SimulatedPower())
        .AddSingleton<IBootConfiguration>(new SimulatedBootConfiguration())
        .AddSingleton<IScripts>(new ScriptJobs(_engine.OpenSession, () => _engine.Root, new UserVariables(), () => DateTime.UnixEpoch, (_, _) => { }))
        .AddSingleton<ILogBook>(_book)
        .AddSingleton<ILogRules>(_book)
        .AddSingleton<IConfigurationArchive>(new ConfigurationArchive(_engine, _store))
        .AddSingleton<IFolders>(new Folders(Path.Combine(_folder, plugin, "state"), Path.Combine(_folder, plugin, "run")));
}
