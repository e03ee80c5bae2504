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
        Folders = new PackageFolders(Path.Combine(_root, "packages"), Path.Combine(_root, "unpacked"), Path.Combine(_root, "files"), Path.Combine(_root, "offered"), Path.Combine(_root, "precompiled"));
        Directory.CreateDirectory(Folders.Uploads);
        Host = Fresh();
    }

    public PackageFolders Folders { get; }
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

    /// <summary>What <c>/system package apply-changes</c> does.</summary>
    public Task<PackagesApplied> ApplyAsync() => Host.Packages.ApplyAsync(CancellationToken.None);

    /// <summary>Schedules, and carries it out without a reboot.</summary>
    /// <returns>Why not, else null.</returns>
    public async Task<string?> ApplyAsync(PackageChange change, params string[] names) =>
        Host.Packages.Schedule(names, change) is { } problem ? problem.Sentence : (await ApplyAsync()).Refused.FirstOrDefault();

    public IEnumerable<string> FilesBelow(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order()
        : [];

    private PackageHost Fresh() => new(Folders, Some.Trust, _engine, _hostServices, Log);

    public void Dispose()
    {
        Host.UnloadAsync().GetAwaiter().GetResult();
        Directory.Delete(_root, recursive: true);
    }
}
