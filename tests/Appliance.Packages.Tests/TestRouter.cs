using Appliance.Packages.Loading;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests;

/// <summary>The folders of a router, a package host, and an engine that only takes note.</summary>
internal sealed class TestRouter : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("npk").FullName;

    public TestRouter(PackageTarget? target = null)
    {
        Folders = new PackageFolders(Path.Combine(_root, "packages"), Path.Combine(_root, "unpacked"), Path.Combine(_root, "files"));
        Directory.CreateDirectory(Folders.Uploads);
        Host = new PackageHost(Folders, Some.Trust, Engine, (_, _) => { }, Log, target);
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

    public Task StartAsync() => Host.StartAsync(CancellationToken.None);

    /// <summary>What a reboot does to packages.</summary>
    public async Task RebootAsync()
    {
        await Host.UnloadAsync();
        Host = new PackageHost(Folders, Some.Trust, Engine, (_, _) => { }, Log);
        await StartAsync();
    }

    public IEnumerable<string> FilesBelow(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order()
        : [];

    public void Dispose()
    {
        Host.UnloadAsync().GetAwaiter().GetResult();
        Directory.Delete(_root, recursive: true);
    }
}
