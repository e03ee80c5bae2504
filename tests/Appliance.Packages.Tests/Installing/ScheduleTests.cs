using Appliance.Packages.Loading;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Installing;

public class ScheduleTests
{
    [Theory]
    [InlineData(PackageChange.Uninstall, "scheduled for uninstall")]
    [InlineData(PackageChange.Disable, "scheduled for disable")]
    public async Task What_is_scheduled_is_shown_waits_for_the_reboot_and_can_be_taken_back(PackageChange change, string shown)
    {
        using var router = await StartAsync();
        Schedule(router, change, "xen").ShouldBeNull();
        Row(router, "xen").Scheduled.ShouldBe(shown);
        router.Engine.Events.ShouldBe(["+Xen"]);
        Schedule(router, PackageChange.None, "xen").ShouldBeNull();
        Row(router, "xen").Scheduled.ShouldBeEmpty();
        await router.RebootAsync();
        Row(router, "xen").ShouldSatisfyAllConditions(row => row.Disabled.ShouldBeFalse(), row => row.Problem.ShouldBeEmpty());
        router.FilesBelow(router.Folders.Installed).ShouldBe(["system.npk", "xen.npk"]);
    }

    [Fact]
    public async Task It_is_on_the_disk_when_it_is_answered()
    {
        using var router = await StartAsync();
        Schedule(router, PackageChange.Uninstall, "xen");
        // No goodbye: this host saw nothing of what the first one was told.
        using var second = Second(router, out var host);
        await host.StartAsync(rebooted: false, CancellationToken.None);
        host.Packages.Installed.Select(package => (package.Name, package.Scheduled)).ShouldBe([("system", ""), ("xen", "scheduled for uninstall")]);
    }

    [Fact]
    public async Task A_restart_of_the_daemon_alone_carries_nothing_out()
    {
        using var router = await StartAsync();
        Schedule(router, PackageChange.Disable, "xen");
        router.Upload("lab.npk", Some.Package(Some.Manifest("lab")));
        using var second = Second(router, out var host);
        await host.StartAsync(rebooted: false, CancellationToken.None);
        host.Packages.Installed.Select(package => package.Name).ShouldBe(["system", "xen"]);
        await host.StartAsync(rebooted: true, CancellationToken.None);
        host.Packages.Installed.Select(package => (package.Name, package.Disabled)).ShouldBe([("system", false), ("lab", false), ("xen", true)]);
    }

    [Fact]
    public async Task Disabled_it_keeps_its_file_and_does_not_run_until_it_is_enabled()
    {
        using var router = await StartAsync();
        Schedule(router, PackageChange.Disable, "xen");
        await router.RebootAsync();
        Row(router, "xen").ShouldSatisfyAllConditions(row => row.Disabled.ShouldBeTrue(), row => row.Scheduled.ShouldBeEmpty(), row => row.Version.ShouldBe("3.11"));
        router.Engine.Events.ShouldBe(["+Xen", "-Xen"]);
        router.Log.Lines.ShouldContain("system,info disabled xen-3.11");

        (await router.ApplyAsync(PackageChange.Enable, "xen")).ShouldBeNull();
        Row(router, "xen").Disabled.ShouldBeFalse();
        router.Engine.Events.ShouldBe(["+Xen", "-Xen", "+Xen"]);
        router.Log.Lines.ShouldContain("system,info enabled xen-3.11");
    }

    [Fact]
    public async Task What_is_true_already_takes_the_opposite_back()
    {
        using var router = await StartAsync();
        Schedule(router, PackageChange.Disable, "xen");
        Schedule(router, PackageChange.Enable, "xen");
        Row(router, "xen").Scheduled.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_system_package_stays()
    {
        using var router = await StartAsync();
        Schedule(router, PackageChange.Uninstall, "xen", "system").ShouldBe("failure: package system can not be uninstalled");
        Schedule(router, PackageChange.Disable, "system").ShouldBe("failure: package system can not be disabled");
        router.Installed.ShouldAllBe(package => package.Scheduled == "");
    }

    [Fact]
    public async Task What_others_need_goes_only_together_with_them()
    {
        using var router = await StartAsync();
        router.Upload("lab.npk", Some.Package(Some.Manifest("lab") with { Depends = ["xen"] }, ("Lab", SmallPlugin.Quiet)));
        await router.ApplyAsync();
        Schedule(router, PackageChange.Disable, "xen").ShouldBe("failure: package lab needs it");
        Schedule(router, PackageChange.Disable, "xen", "lab").ShouldBeNull();
        await router.ApplyAsync();
        router.Engine.Events.ShouldBe(["+Xen", "+Lab", "-Lab", "-Xen"]);
        Schedule(router, PackageChange.Enable, "lab").ShouldBe("failure: it needs package xen, which is disabled");
        Schedule(router, PackageChange.Uninstall, "xen").ShouldBeNull();
        (await router.ApplyAsync()).Done.ShouldBe(["uninstalled xen-3.11"]);
    }

    [Fact]
    public async Task What_does_not_go_together_any_more_is_refused_when_it_is_due()
    {
        using var router = await StartAsync();
        router.Upload("lab.npk", Some.Package(Some.Manifest("lab") with { Depends = ["xen"] }));
        await router.ApplyAsync();
        Schedule(router, PackageChange.Uninstall, "lab", "xen").ShouldBeNull();
        Schedule(router, PackageChange.None, "lab").ShouldBeNull();
        (await router.ApplyAsync()).Refused.ShouldBe(["can not uninstall xen: package lab needs it"]);
        router.Installed.Select(package => (package.Name, package.Scheduled, package.Problem)).ShouldBe([("system", "", ""), ("lab", "", ""), ("xen", "", "")]);
    }

    [Fact]
    public async Task Uninstalled_and_uploaded_it_comes_anew()
    {
        using var router = await StartAsync();
        await router.ApplyAsync(PackageChange.Disable, "xen");
        Schedule(router, PackageChange.Uninstall, "xen");
        router.Upload("xen.npk", Some.Package(Some.Manifest(), ("Xen", SmallPlugin.Quiet)));
        (await router.ApplyAsync()).Done.ShouldBe(["installed xen-3.11"]);
        Row(router, "xen").ShouldSatisfyAllConditions(row => row.Disabled.ShouldBeFalse(), row => row.Scheduled.ShouldBeEmpty());
    }

    private static InstalledPackage Row(TestRouter router, string name) => router.Installed.Single(package => package.Name == name);

    private static string? Schedule(TestRouter router, PackageChange change, params string[] names) => router.Host.Packages.Schedule(names, change)?.Sentence;

    private static TestRouter Second(TestRouter router, out PackageHost host)
    {
        var second = new TestRouter();
        host = new PackageHost(router.Folders, Some.Trust, router.Slots, router.Boot, router.Layers, second.Engine, (_, _) => { }, second.Log);
        return second;
    }

    private static async Task<TestRouter> StartAsync()
    {
        var router = new TestRouter();
        router.UploadSystem();
        router.Upload("xen-3.11.npk", Some.Package(Some.Manifest(), ("Xen", SmallPlugin.Quiet)));
        await router.StartAsync();
        return router;
    }
}
