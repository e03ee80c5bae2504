using System.Text;
using Appliance.Packages.Container;

namespace Appliance.Packages.Tests.Loading;

/// <summary>A package's programs and libraries come and go with it. How they are laid over a machine's own is in Appliance.Image.Tests.</summary>
public class LayerTests
{
    [Fact]
    public async Task They_come_and_go_with_the_package()
    {
        using var router = await StartAsync();
        Upload(router, "3.11", "first");
        await router.ApplyAsync();
        router.Layers.Laid.ShouldBe(["xen:first"]);
        await router.RebootAsync();
        router.Layers.Laid.ShouldBe(["xen:first"]);
        Upload(router, "3.11", "second", later: 1);
        await router.ApplyAsync();
        router.Layers.Laid.ShouldBe(["xen:second"]);
        router.FilesBelow(router.Folders.Unpacked).Count(path => path.EndsWith("system.squashfs")).ShouldBe(1);
        Upload(router, "3.11", null, later: 2);
        await router.ApplyAsync();
        router.Layers.Laid.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disabled_or_uninstalled_package_has_none()
    {
        using var router = await StartAsync();
        Upload(router, "3.11", "first");
        await router.ApplyAsync();
        (await router.ApplyAsync(Sdk.Drivers.Host.PackageChange.Disable, "xen")).ShouldBeNull();
        router.Layers.Laid.ShouldBeEmpty();
        (await router.ApplyAsync(Sdk.Drivers.Host.PackageChange.Enable, "xen")).ShouldBeNull();
        router.Layers.Laid.ShouldBe(["xen:first"]);
        (await router.ApplyAsync(Sdk.Drivers.Host.PackageChange.Uninstall, "xen")).ShouldBeNull();
        router.Layers.Laid.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_that_can_not_be_laid_parks_the_package()
    {
        using var router = await StartAsync();
        Upload(router, "3.11", "broken");
        await router.ApplyAsync();
        router.Installed.Single(package => package.Name == "xen").Problem.ShouldBe("it can not be read: xen can not be mounted: Invalid argument");
        router.Engine.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_machine_that_is_somebody_elses_gets_none()
    {
        using var router = await StartAsync(usable: false);
        Upload(router, "3.11", "first");
        await router.ApplyAsync();
        router.Layers.Laid.ShouldBeEmpty();
        router.FilesBelow(router.Folders.Unpacked).ShouldNotContain(path => path.EndsWith("system.squashfs"));
    }

    private static void Upload(TestRouter router, string version, string? layer, int later = 0)
    {
        var manifest = Some.Manifest() with { Version = version, Plugins = [new PackagedPlugin("Xen", Some.PathOf("Xen"))] };
        var files = new Dictionary<string, byte[]> { [Some.PathOf("Xen")] = SmallPlugin.Quiet };
        if (layer is not null) files["system.squashfs"] = Encoding.ASCII.GetBytes(layer);
        router.Upload("xen.npk", Some.Pack(manifest with { BuildTime = manifest.BuildTime.AddDays(later) }, files));
    }

    private static async Task<TestRouter> StartAsync(bool usable = true)
    {
        var router = new TestRouter();
        router.Layers.Usable = usable;
        await router.RebootAsync();
        router.UploadSystem();
        await router.ApplyAsync();
        return router;
    }
}
