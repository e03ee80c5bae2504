using System.Runtime.Loader;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Loading;

/// <summary>The sample's own build lies beside the daemon, as precompiled code would.</summary>
public sealed class PrecompiledPluginTests : IDisposable
{
    private const string Sample = "Appliance.Plugins.Greeting.dll";
    private readonly TestRouter _router = new();

    public void Dispose() => _router.Dispose();

    [Fact]
    public async Task The_copy_of_the_same_build_is_used_once_and_stays()
    {
        LayBeside(Path.Combine(Samples.Folder, "Greeting", "bin", Samples.Configuration, "net10.0", Sample));
        await InstallAsync();
        IsUnloadable(0).ShouldBeFalse();

        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        _router.UploadGreeting();
        (await _router.ApplyAsync()).Done.ShouldBe(["installed greeting-3.11"]);
        IsUnloadable(1).ShouldBeTrue();
        (await _router.ApplyAsync(PackageChange.Uninstall, "greeting")).ShouldBeNull();
        (await Memory.IsGoneAsync(_router.Engine.Contexts[1])).ShouldBeTrue();
    }

    [Fact]
    public async Task The_copy_of_another_build_is_not_used()
    {
        LayBeside(typeof(PrecompiledPluginTests).Assembly.Location);
        await InstallAsync();
        IsUnloadable(0).ShouldBeTrue();
    }

    private async Task InstallAsync()
    {
        _router.UploadSystem();
        _router.UploadGreeting();
        await _router.StartAsync();
        _router.Engine.Menus.ShouldBe(["/greeting"]);
    }

    private bool IsUnloadable(int load) => ((AssemblyLoadContext)_router.Engine.Contexts[load].Target!).IsCollectible;

    private void LayBeside(string assembly)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_router.Folders.Precompiled, "Greeting")).FullName;
        File.Copy(assembly, Path.Combine(folder, Sample));
    }
}
