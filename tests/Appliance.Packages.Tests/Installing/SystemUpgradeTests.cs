using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Installing;

/// <summary>The router's own software: uploaded as a file, written into the other slot when the router reboots.</summary>
public class SystemUpgradeTests
{
    [Fact]
    public async Task A_reboot_brings_the_next_version_with_its_packages()
    {
        using var router = await StartAsync("system", "xen", "disabled");
        router.Host.Packages.Schedule(["disabled"], PackageChange.Disable).ShouldBeNull();
        await router.ApplyAsync();
        router.Upload("appliance-3.12.npk", Software("3.12", "system", "xen", "disabled", "other"));

        (await router.ApplyAsync()).Refused.ShouldBe(["can not install appliance-3.12.npk: it is the router's own software, which is installed when the router reboots"]);
        Versions(router).ShouldBe(["system-3.11", "disabled-3.11", "xen-3.11"]);
        await router.RestartMachineAsync();

        router.Log.Lines.ShouldContain("system,info installed appliance-3.12");
        router.Log.Lines.ShouldContain("system,info upgraded from 3.11 to 3.12");
        Text(router.Slots.Written["system.squashfs"]).ShouldBe("root 3.12");
        router.Slots.Written.Keys.ShouldBe(["system.squashfs", "boot/vmlinuz", "boot/cmdline", "guest/vmlinuz"], ignoreOrder: true);
        (router.Slots.Running, router.Slots.Confirmed).ShouldBe((2, true));
        // What was not installed is not now, and what was disabled still is.
        Versions(router).ShouldBe(["system-3.12", "disabled-3.12", "xen-3.12"]);
        router.Installed.Where(package => package.Disabled).Select(package => package.Name).ShouldBe(["disabled"]);
        router.FilesBelow(router.Folders.Uploads).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_that_does_not_come_up_leaves_the_former_one_as_it_was()
    {
        using var router = await StartAsync("system", "xen");
        router.Upload("appliance-3.12.npk", Software("3.12", "system", "xen"));
        await router.RestartMachineAsync(fallBack: true);
        router.Slots.Running.ShouldBe(1);
        Versions(router).ShouldBe(["system-3.11", "xen-3.11"]);
        router.Log.Lines.ShouldContain("system,critical version 3.12 did not come up, version 3.11 runs again");
        router.Log.Lines.Clear();
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldNotContain(line => line.Contains("did not come up"));
    }

    [Fact]
    public async Task What_is_scheduled_is_carried_out_by_the_next_version()
    {
        using var router = await StartAsync("system", "xen");
        router.Host.Packages.Schedule(["xen"], PackageChange.Uninstall).ShouldBeNull();
        router.Upload("appliance-3.12.npk", Software("3.12", "system", "xen"));
        await router.RestartMachineAsync();
        Versions(router).ShouldBe(["system-3.12"]);
    }

    [Fact]
    public async Task A_package_that_is_not_in_it_is_not_lost()
    {
        using var router = await StartAsync("system", "xen");
        router.Upload("appliance-3.12.npk", Software("3.12", "system"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.12.npk: package xen is not in it, and would be gone: upload xen-3.12.npk too, or uninstall the package");
        Versions(router).ShouldBe(["system-3.11", "xen-3.11"]);
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["appliance-3.12.npk"]);

        router.Upload("xen-3.12.npk", Some.Package(Some.Manifest("xen") with { Version = "3.12" }));
        await router.RestartMachineAsync();
        Versions(router).ShouldBe(["system-3.12", "xen-3.12"]);
    }

    [Fact]
    public async Task An_older_version_comes_only_by_downgrade_and_a_newer_one_wins()
    {
        using var router = await StartAsync("system");
        router.Upload("appliance-3.10.npk", Software("3.10", "system"));
        router.Upload("appliance-3.9.npk", Software("3.9", "system"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.10.npk: its version is 3.10, older than that of package system, 3.11: only a downgrade takes it");
        Versions(router).ShouldBe(["system-3.11"]);

        router.Host.Packages.ScheduleDowngrade().ShouldBeNull();
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.10.npk: a downgrade takes appliance-3.9.npk, which is older");
        Versions(router).ShouldBe(["system-3.9"]);
        router.Installed.ShouldAllBe(package => package.Scheduled == "");

        router.Upload("appliance-3.11.npk", Software("3.11", "system"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.10.npk: appliance-3.11.npk is newer");
        (router.Slots.Running, string.Join(' ', Versions(router))).ShouldBe((1, "system-3.11"));
    }

    [Fact]
    public async Task A_disk_that_can_not_be_written_leaves_everything_as_it_was()
    {
        using var router = await StartAsync("system", "xen");
        router.Slots.Failure = "its root is larger than partition system2";
        router.Upload("appliance-3.12.npk", Software("3.12", "system", "xen"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.12.npk: its root is larger than partition system2");
        (router.Slots.Running, string.Join(' ', Versions(router))).ShouldBe((1, "system-3.11 xen-3.11"));
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["appliance-3.12.npk"]);
    }

    [Fact]
    public async Task A_boot_loader_that_can_not_be_told_is_no_version_that_did_not_come_up()
    {
        using var router = await StartAsync("system");
        router.Slots.SwitchFailure = "the boot partition can not be used";
        router.Upload("appliance-3.12.npk", Software("3.12", "system"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.12.npk: the boot partition can not be used");
        router.Log.Lines.ShouldNotContain(line => line.Contains("did not come up"));
        (router.Slots.Running, string.Join(' ', Versions(router))).ShouldBe((1, "system-3.11"));
        router.FilesBelow(router.Folders.Uploads).ShouldBe(["appliance-3.12.npk"]);
    }

    [Fact]
    public async Task A_machine_with_one_slot_says_so()
    {
        using var router = await StartAsync("system");
        router.Slots.HasOther = false;
        router.Upload("appliance-3.12.npk", Software("3.12", "system"));
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.12.npk: it is the router's own software, for which this machine's disk has no second place");
        Versions(router).ShouldBe(["system-3.11"]);
    }

    [Fact]
    public async Task Another_architecture_and_damage_are_refused()
    {
        using var router = await StartAsync("system");
        router.Upload("appliance-3.12.npk", Some.Pack(Some.Manifest("appliance") with { Architecture = "tile", Version = "3.12" }, Content("3.12", "system")));
        var damaged = Software("3.13", "system");
        damaged[damaged.Length / 2] ^= 1;
        router.Upload("damaged.npk", damaged);
        await router.RestartMachineAsync();
        router.Log.Lines.ShouldContain("system,error can not install appliance-3.12.npk: it is made for tile, this router is x86");
        router.Log.Lines.ShouldContain("system,error can not install damaged.npk: it is damaged or not complete");
        router.Slots.Running.ShouldBe(1);
    }

    [Theory]
    [InlineData("appliance", "system.squashfs", "its manifest is not valid: boot/vmlinuz is not in the package")]
    [InlineData("xen", "packages/evil.npk", "it holds the file packages/evil.npk, for which packages have no place")]
    public async Task What_makes_no_sense_in_it_is_refused(string name, string path, string sentence)
    {
        using var router = await StartAsync("system");
        router.Upload($"{name}-3.11.npk", Some.Pack(Some.Manifest(name), new Dictionary<string, byte[]> { [path] = [1] }));
        (await router.ApplyAsync()).Refused.ShouldBe([$"can not install {name}-3.11.npk: {sentence}"]);
    }

    private static IEnumerable<string> Versions(TestRouter router) => router.Installed.Select(package => $"{package.Name}-{package.Version}{package.Problem}");

    private static string Text(byte[] octets) => System.Text.Encoding.ASCII.GetString(octets);

    private static byte[] Software(string version, params string[] packages) =>
        Some.Pack(Some.Manifest("appliance") with { Version = version, Depends = [] }, Content(version, packages));

    private static Dictionary<string, byte[]> Content(string version, params string[] packages)
    {
        var files = new Dictionary<string, byte[]>
        {
            ["system.squashfs"] = System.Text.Encoding.ASCII.GetBytes($"root {version}"),
            ["boot/vmlinuz"] = [1, 2, 3],
            ["boot/cmdline"] = "root=PARTLABEL=system quiet"u8.ToArray(),
            ["guest/vmlinuz"] = [4],
        };
        foreach (var package in packages) files[$"packages/{package}.npk"] = Some.Package(Some.Manifest(package) with { Version = version });
        return files;
    }

    private static async Task<TestRouter> StartAsync(params string[] packages)
    {
        var router = new TestRouter();
        foreach (var name in packages) router.Upload($"{name}-3.11.npk", Some.Package(Some.Manifest(name)));
        await router.StartAsync();
        router.Log.Lines.Clear();
        return router;
    }
}
