using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Tests.Installing;

/// <summary>The machine begins with the hypervisor of a package from the reboot on that installs it.</summary>
public sealed class HypervisorTests : IDisposable
{
    private readonly TestRouter _router = new();

    [Fact]
    public async Task One_reboot_installs_it_and_one_takes_it_away()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeTrue();
        _router.Log.Lines.ShouldContain("system,info the machine will begin with a hypervisor from its next start on");

        _router.Host.Packages.Schedule(["xen"], PackageChange.Uninstall).ShouldBeNull();
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeFalse();
        _router.Log.Lines.ShouldContain("system,info the machine will begin with no hypervisor from its next start on");
    }

    [Fact]
    public async Task What_the_next_start_will_have_counts_when_the_machine_is_switched_off_too()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        _router.Upload("appliance-3.12.npk", Software("3.12"));
        await _router.Host.PrepareStartAsync(upgrade: false);
        _router.Boot.Start();
        _router.Boot.Beneath.ShouldBeTrue();
        _router.Slots.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_disabled_package_has_none()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.ApplyAsync();
        (await _router.ApplyAsync(PackageChange.Disable, "xen")).ShouldBeNull();
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeFalse();
        _router.Host.Packages.Schedule(["xen"], PackageChange.Enable).ShouldBeNull();
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_scheduled_and_taken_back_changes_nothing()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.RestartMachineAsync();
        _router.Host.Packages.Schedule(["xen"], PackageChange.Uninstall).ShouldBeNull();
        _router.Host.Packages.Schedule(["xen"], PackageChange.None).ShouldBeNull();
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeTrue();
    }

    [Fact]
    public async Task A_package_that_is_refused_brings_none()
    {
        await StartAsync();
        _router.Upload("xen-3.10.npk", Xen("3.10"));
        await _router.RestartMachineAsync();
        _router.Boot.Beneath.ShouldBeFalse();
    }

    [Fact]
    public async Task The_log_says_that_it_did_not_come_up()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.RestartMachineAsync(broken: true);
        _router.Log.Lines.ShouldContain("system,critical the hypervisor did not come up, plain Linux runs until something of it changes");
        _router.Installed.ShouldContain(package => package.Name == "xen");
    }

    [Fact]
    public async Task It_goes_into_the_slot_of_the_next_version()
    {
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.ApplyAsync();
        _router.Upload("appliance-3.12.npk", Software("3.12"));
        await _router.RestartMachineAsync();
        _router.Slots.Written["boot/xen"].ShouldBe("hypervisor 3.12"u8.ToArray());

        _router.Host.Packages.Schedule(["xen"], PackageChange.Uninstall).ShouldBeNull();
        _router.Upload("appliance-3.13.npk", Software("3.13"));
        await _router.RestartMachineAsync();
        _router.Slots.Written.Keys.ShouldNotContain("boot/xen");
    }

    [Fact]
    public async Task A_machine_that_begins_with_none_is_left_alone()
    {
        _router.Boot.Usable = false;
        await StartAsync();
        _router.Upload("xen-3.11.npk", Xen("3.11"));
        await _router.RestartMachineAsync();
        _router.Upload("appliance-3.12.npk", Software("3.12"));
        await _router.RestartMachineAsync();
        _router.Slots.Written.Keys.ShouldNotContain("boot/xen");
        _router.Log.Lines.ShouldNotContain(line => line.Contains("hypervisor"));
    }

    public void Dispose() => _router.Dispose();

    private async Task StartAsync()
    {
        _router.UploadSystem();
        await _router.StartAsync();
    }

    private static byte[] Xen(string version) => Some.Pack(Some.Manifest() with { Version = version }, new() { ["boot/xen"] = System.Text.Encoding.ASCII.GetBytes($"hypervisor {version}") });

    private static byte[] Software(string version) => Some.Pack(Some.Manifest("appliance") with { Version = version, Depends = [] }, new()
    {
        ["system.squashfs"] = [1],
        ["boot/vmlinuz"] = [2],
        ["boot/cmdline"] = [3],
        ["packages/system.npk"] = Some.Package(Some.Manifest("system") with { Version = version }),
        ["packages/xen.npk"] = Xen(version),
    });
}
