using System.Runtime.Loader;
using System.Security.Cryptography;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The sample's own build lies beside the daemon, as precompiled code would.</summary>
public sealed class PrecompiledPluginTests : IDisposable
{
    private const string Sample = "Appliance.Plugins.Greeting.dll";
    private static readonly string s_build = Path.Combine(Samples.Folder, "Greeting", "bin", Samples.Configuration, "net10.0", Sample);
    private readonly TestRouter _router = new();

    public void Dispose() => _router.Dispose();

    [Fact]
    public async Task The_copy_of_the_same_build_is_used_once_and_stays()
    {
        LayBeside(s_build);
        await InstallAsync();
        IsUnloadable(0).ShouldBeFalse();
        Unpacked().ShouldBeEmpty();

        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        _router.UploadGreeting();
        (await _router.ApplyAsync()).Done.ShouldBe(["installed greeting-3.11"]);
        IsUnloadable(1).ShouldBeTrue();
        Unpacked().ShouldBe([Sample]);
        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        (await Memory.IsGoneAsync(_router.Engine.Contexts[1])).ShouldBeTrue();
    }

    [Fact]
    public async Task The_copy_of_another_build_is_not_used()
    {
        LayBeside(typeof(PrecompiledPluginTests).Assembly.Location);
        await InstallAsync();
        IsUnloadable(0).ShouldBeTrue();
        Unpacked().ShouldBe([Sample]);
    }

    private async Task InstallAsync()
    {
        _router.UploadSystem();
        _router.UploadGreeting();
        await _router.StartAsync();
        _router.Engine.Menus.ShouldBe(["/greeting"]);
    }

    private bool IsUnloadable(int load) => ((AssemblyLoadContext)_router.Engine.Contexts[load].Target!).IsCollectible;

    private IEnumerable<string?> Unpacked() => Directory.GetFiles(_router.Folders.Unpacked, Sample, SearchOption.AllDirectories).Select(Path.GetFileName);

    private void LayBeside(string assembly)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_router.Folders.Precompiled, "Greeting")).FullName;
        File.Copy(s_build, Path.Combine(folder, Sample));
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly)));
        File.WriteAllText(Path.Combine(_router.Folders.Precompiled, "packaged"), $"{hash}  Greeting/{Sample}\n");
    }
}
