namespace Appliance.Packages.Tests.Installing;

public class UpgradeTests
{
    private static readonly byte[] s_plugin = SmallPlugin.Quiet;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_packages_are_upgraded_together(bool reboot)
    {
        using var router = await StartAsync("3.11");
        Upload(router, "3.12", "system", "xen");
        if (reboot) await router.RebootAsync();
        else (await router.ApplyAsync()).ShouldSatisfyAllConditions(applied => applied.Done.ShouldBe(["installed system-3.12", "installed xen-3.12"]), applied => applied.Refused.ShouldBeEmpty());
        Versions(router).ShouldBe(["system-3.12", "xen-3.12"]);
        router.Engine.Events.ShouldBe(reboot ? ["+Xen", "-Xen", "+Xen"] : ["+Xen", "~Xen"]);
        router.FilesBelow(router.Folders.Uploads).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_package_without_a_matching_file_is_uninstalled_and_the_log_says_why()
    {
        using var router = await StartAsync("3.11");
        Upload(router, "3.12", "system");
        await router.RebootAsync();
        Versions(router).ShouldBe(["system-3.12"]);
        router.Log.Lines.ShouldContain("system,info uninstalled xen-3.11: its version is 3.11, that of package system is 3.12");
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk"]);
    }

    [Fact]
    public async Task An_upgrade_that_is_refused_leaves_all_as_it_was()
    {
        using var router = await StartAsync("3.11");
        router.Upload("system-3.12.npk", Some.Package(Some.Manifest("system") with { Version = "3.12", Contract = 9 }));
        Upload(router, "3.12", "xen");
        (await router.ApplyAsync()).Refused.ShouldBe([
            "can not install system-3.12.npk: it was built for contract 9, this router has contract 1",
            "can not install xen-3.12.npk: its version is 3.12, that of package system is 3.11"]);
        Versions(router).ShouldBe(["system-3.11", "xen-3.11"]);
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk", "xen.npk"]);
    }

    [Fact]
    public async Task A_package_of_a_newer_version_waits_for_its_system()
    {
        using var router = await StartAsync("3.11");
        Upload(router, "3.12", "xen");
        (await router.ApplyAsync()).Refused.ShouldBe(["can not install xen-3.12.npk: its version is 3.12, that of package system is 3.11"]);
        Upload(router, "3.12", "system");
        (await router.ApplyAsync()).Done.ShouldBe(["installed system-3.12", "installed xen-3.12"]);
    }

    [Fact]
    public async Task Older_packages_are_taken_only_when_that_was_asked_for()
    {
        using var router = await StartAsync("3.11");
        router.Host.Packages.ScheduleDowngrade()!.Sentence.ShouldBe("failure: no older version of package system was uploaded");
        Upload(router, "3.9", "system", "xen");
        await router.RebootAsync();
        router.Log.Lines.ShouldContain("system,error can not install system-3.9.npk: its version is 3.9, older than that of package system, 3.11: only a downgrade takes it");
        Versions(router).ShouldBe(["system-3.11", "xen-3.11"]);

        router.Host.Packages.ScheduleDowngrade().ShouldBeNull();
        router.Installed.ShouldAllBe(package => package.Scheduled == "scheduled for downgrade");
        await router.RebootAsync();
        Versions(router).ShouldBe(["system-3.9", "xen-3.9"]);
        router.Installed.ShouldAllBe(package => package.Scheduled == "");
    }

    [Fact]
    public async Task A_downgrade_takes_the_oldest()
    {
        using var router = await StartAsync("3.11");
        Upload(router, "3.10", "system");
        Upload(router, "3.9", "system");
        router.Host.Packages.ScheduleDowngrade().ShouldBeNull();
        await router.RebootAsync();
        Versions(router).ShouldBe(["system-3.9"]);
        router.Log.Lines.ShouldContain("system,error can not install system-3.10.npk: a downgrade takes system-3.9.npk, which is older");
    }

    [Fact]
    public async Task An_upgrade_takes_the_newest()
    {
        using var router = await StartAsync("3.11");
        foreach (var version in (string[])["3.12beta2", "3.12rc1", "3.12", "3.9.2"]) Upload(router, version, "system");
        await router.ApplyAsync();
        Versions(router).ShouldBe(["system-3.12"]);
    }

    [Fact]
    public async Task A_full_disk_leaves_the_packages_as_they_were()
    {
        using var router = await StartAsync("3.11");
        Upload(router, "3.12", "system", "xen");
        // The copy of this one can not be written: a folder stands in its way.
        Directory.CreateDirectory(Path.Combine(router.Folders.Installed, "xen.arriving"));
        (await router.ApplyAsync()).Refused.Single().ShouldStartWith("can not install xen-3.12.npk: ");
        Versions(router).ShouldBe(["system-3.11", "xen-3.11"]);
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["system-3.12.npk", "xen-3.12.npk"]);
        Directory.Delete(Path.Combine(router.Folders.Installed, "xen.arriving"));
        (await router.ApplyAsync()).Done.ShouldBe(["installed system-3.12", "installed xen-3.12"]);
    }

    private static IEnumerable<string> Versions(TestRouter router) => router.Installed.Select(package => $"{package.Name}-{package.Version}{package.Problem}");

    private static void Upload(TestRouter router, string version, params string[] names)
    {
        foreach (var name in names)
        {
            var manifest = Some.Manifest(name) with { Version = version };
            router.Upload($"{name}-{version}.npk", name == "xen" ? Some.Package(manifest, ("Xen", s_plugin)) : Some.Package(manifest));
        }
    }

    private static async Task<TestRouter> StartAsync(string version)
    {
        var router = new TestRouter();
        Upload(router, version, "system", "xen");
        await router.StartAsync();
        return router;
    }
}
