using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine.Plugins;
using Appliance.Packages.Loading;
using Appliance.PackageTool;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.Packages.Tests;

/// <summary>The folders of a router, a package host, and an engine that only takes note.</summary>
internal sealed class TestRouter : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("npk").FullName;

    private readonly IPluginAttachment _engine;
    private readonly Action<string, IServiceCollection> _hostServices;

    /// <param name="engine">A real engine in place of the one that takes note.</param>
    /// <param name="hostServices">Drivers for the plugins.</param>
    public TestRouter(IPluginAttachment? engine = null, Action<string, IServiceCollection>? hostServices = null)
    {
        _hostServices = hostServices ?? ((_, _) => { });
        _engine = engine ?? Engine;
        Directory.CreateDirectory(Folders.Uploads);
        Host = Fresh();
    }

    /// <summary>As they are for the slot that runs.</summary>
    public PackageFolders Folders => new(PackagesOf(Slots.Running), PackagesOf(Slots.Other), Path.Combine(_root, "upgrade"), Path.Combine(_root, "unpacked"), Path.Combine(_root, "files"), Path.Combine(_root, "offered"), Path.Combine(_root, "precompiled"));

    public TestSlots Slots { get; } = new();

    public SimulatedBootConfiguration Boot { get; } = new();

    public TestLayers Layers { get; } = new();
    public NotingAttachment Engine { get; } = new();
    public LogLines Log { get; } = new();
    public PackageHost Host { get; private set; }

    public IReadOnlyList<InstalledPackage> Installed => Host.Packages.Installed;

    public string Upload(string name, byte[] content)
    {
        var path = Path.Combine(Folders.Uploads, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void UploadSystem() => Upload("system-3.11.npk", Some.Package(Some.Manifest("system")));

    /// <summary>The sample, packed and signed as its author would.</summary>
    public void UploadGreeting() =>
        BuildCommand.Build(PackageRecipe.Read(Path.Combine(Samples.Folder, "Greeting", "package.json")), Samples.Configuration, Folders.Uploads, Some.Key);

    public Task StartAsync() => Host.StartAsync(rebooted: true, CancellationToken.None);

    /// <summary>What a reboot does to packages.</summary>
    public async Task RebootAsync()
    {
        await Host.UnloadAsync();
        Host = Fresh();
        await StartAsync();
    }

    /// <summary>What <c>/system reboot</c> does to the machine.</summary>
    /// <param name="fallBack">The slot that is next does not come up.</param>
    /// <param name="broken">A hypervisor does not come up.</param>
    public async Task RestartMachineAsync(bool fallBack = false, bool broken = false)
    {
        await Host.PrepareStartAsync(upgrade: true);
        await Host.UnloadAsync();
        Slots.Start(fallBack && Slots.Next != Slots.Running);
        Boot.Start(broken);
        Host = Fresh();
        await StartAsync();
        await Host.ConfirmSystemAsync(CancellationToken.None);
    }

    /// <summary>What <c>/system package apply-changes</c> does.</summary>
    public Task<PackagesApplied> ApplyAsync() => Host.Packages.ApplyAsync(CancellationToken.None);

    /// <summary>Schedules, and carries it out without a reboot.</summary>
    /// <returns>Why not, else null.</returns>
    public async Task<string?> ApplyAsync(PackageChange change, params string[] names) =>
        Host.Packages.Schedule(names, change) is { } problem ? problem.Sentence : (await ApplyAsync()).Refused.FirstOrDefault();

    public IEnumerable<string> FilesBelow(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order()
        : [];

    private PackageHost Fresh() => new(Folders, Some.Trust, Slots, Boot, Layers, _engine, _hostServices, Log);

    private string PackagesOf(int slot) => Path.Combine(_root, $"packages{slot}");

    public void Dispose()
    {
        Host.UnloadAsync().GetAwaiter().GetResult();
        Directory.Delete(_root, recursive: true);
    }
}
