using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Installing;

public class InstallTests
{
    private static readonly byte[] s_xen = Some.Package(Some.Manifest(), ("Xen", SmallPlugin.Quiet));

    [Fact]
    public async Task An_uploaded_package_moves_in_at_start_and_stays_for_the_next()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("any name.npk", s_xen);

        await router.StartAsync();
        router.Log.Lines.ShouldContain("system,info installed xen-3.11");
        router.FilesBelow(router.Folders.Uploads).ShouldBeEmpty();
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk", "xen.npk"]);
        router.Log.Lines.Clear();

        await router.RebootAsync();
        router.Log.Lines.ShouldBeEmpty();
        router.Installed.Select(each => (each.Name, each.Version, each.BuildTime)).ShouldBe(
            [("system", "3.11", new DateTime(2008, 6, 9, 12, 0, 0)), ("xen", "3.11", new DateTime(2008, 6, 9, 12, 0, 0))]);
        router.Engine.Events.ShouldBe(["+Xen", "-Xen", "+Xen"]);
    }

    [Fact]
    public async Task Without_the_system_package_nothing_installs()
    {
        using var router = new TestRouter();
        router.Upload("xen-3.11.npk", s_xen);
        await router.StartAsync();
        router.Log.Lines.ShouldBe(["system,error can not install xen-3.11.npk: it needs package system, which is not installed"]);
    }

    [Fact]
    public async Task A_refused_package_takes_what_depends_on_it_along()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("a.npk", Some.Package(Some.Manifest("a") with { Depends = ["system", "xen"] }));
        router.Upload("xen.npk", Some.Package(Some.Manifest() with { Architecture = "mipsbe" }));
        await router.StartAsync();
        router.Log.Lines.ShouldBe([
            "system,error can not install xen.npk: it is made for mipsbe, this router is x86",
            "system,error can not install a.npk: it needs package xen, which is not installed",
            "system,info installed system-3.11"]);
    }

    [Fact]
    public async Task Packages_that_need_each_other_are_refused()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("a.npk", Some.Package(Some.Manifest("a") with { Depends = ["b"] }));
        router.Upload("b.npk", Some.Package(Some.Manifest("b") with { Depends = ["a"] }));
        await router.StartAsync();
        router.Log.Lines.ShouldContain("system,error can not install a.npk: it needs package b, which in turn needs it");
        router.Installed.Select(each => each.Name).ShouldBe(["system"]);
    }

    [Fact]
    public async Task Of_two_uploads_of_one_package_the_newer_is_taken()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("new.npk", Some.Package(Some.Manifest() with { BuildTime = new(2009, 1, 1, 0, 0, 0, TimeSpan.Zero) }));
        router.Upload("old.npk", Some.Package(Some.Manifest()));
        await router.StartAsync();
        router.Log.Lines.ShouldContain("system,error can not install old.npk: new.npk is newer");
        router.Installed[1].BuildTime.Year.ShouldBe(2009);
    }

    [Fact]
    public async Task A_plugin_comes_with_one_package_only()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen.npk", s_xen);
        await router.StartAsync();
        router.Upload("kvm.npk", Some.Package(Some.Manifest("kvm"), ("Xen", SmallPlugin.Quiet)));
        await router.RebootAsync();
        router.Log.Lines.ShouldContain("system,error can not install kvm.npk: its plugin Xen came with package xen already");
    }

    [Fact]
    public async Task Uninstalling_takes_the_plugin_out_and_deletes_the_file()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen-3.11.npk", s_xen);
        await router.StartAsync();

        (await router.ApplyAsync(PackageChange.Uninstall, "xen")).ShouldBeNull();

        router.Log.Lines.ShouldContain("system,info uninstalled xen-3.11");
        router.Engine.Events.ShouldBe(["+Xen", "-Xen"]);
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk"]);
        router.Installed.Select(each => each.Name).ShouldBe(["system"]);
    }

    [Fact]
    public async Task What_others_need_is_not_uninstalled()
    {
        using var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen.npk", s_xen);
        router.Upload("lab.npk", Some.Package(Some.Manifest("lab") with { Depends = ["xen"] }));
        await router.StartAsync();
        (await router.ApplyAsync(PackageChange.Uninstall, "xen")).ShouldBe("failure: package lab needs it");
        (await router.ApplyAsync(PackageChange.Uninstall, "system")).ShouldBe("failure: package system can not be uninstalled");
        (await router.ApplyAsync(PackageChange.Uninstall, "isdn")).ShouldBe("failure: package isdn is not installed");
    }
}
