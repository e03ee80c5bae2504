using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine.Store;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Packages;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Packages;

public sealed class PackageCommandTests
{
    [Theory]
    [InlineData("uninstall", "Uninstall")]
    [InlineData("disable", "Disable")]
    [InlineData("enable", "Enable")]
    [InlineData("unschedule", "None")]
    public async Task Packages_are_named_by_number_by_name_and_by_find(string command, string change)
    {
        using var folders = new TestFolders();
        var packages = Two();
        await using var router = await TestRouter.StartAsync(new MemoryStore(), folders, packages);
        (await router.TypeAsync($"/system package {command} 1\n/system package {command} system,xen\n/system package {command} [find name=xen]\n/system package {command} numbers=isdn")).ShouldBe($"""
            [admin@MikroTik] > /system package {command} 1
            [admin@MikroTik] > /system package {command} system,xen
            [admin@MikroTik] > /system package {command} [find name=xen]
            [admin@MikroTik] > /system package {command} numbers=isdn
            no such item

            """);
        packages.Asked.ShouldBe([$"{change} xen", $"{change} system xen", $"{change} xen"]);
    }

    [Fact]
    public async Task What_is_refused_is_said_in_the_words_of_the_package_host()
    {
        using var folders = new TestFolders();
        await using var router = await TestRouter.StartAsync(new MemoryStore(), folders, Two(Problem.Failure("package system can not be disabled")));
        (await router.TypeAsync("/system package disable system")).ShouldEndWith("\nfailure: package system can not be disabled\n");
    }

    [Fact]
    public async Task A_downgrade_asks_first()
    {
        var (packages, power, context) = (Two(), new SimulatedPower(), new FakeContext("n", "y"));
        var command = new DowngradePackages(packages, power, new TestLog().Loggers);
        (await command.RunAsync(context, default)).ShouldBeNull();
        (packages.Asked.Count, power.Down.IsCompleted).ShouldBe((0, false));
        (await command.RunAsync(context, default)).ShouldBeNull();
        packages.Asked.ShouldBe(["Downgrade"]);
        (await power.Down).ShouldBe(PowerRequest.Reboot);
        context.Screen.ShouldBe(["Router will be rebooted. Continue? [y/N]:", "Router will be rebooted. Continue? [y/N]:", "system will reboot shortly"]);
    }

    [Fact]
    public async Task A_downgrade_to_nothing_does_not_reboot()
    {
        var (power, context) = (new SimulatedPower(), new FakeContext("yes"));
        var refusal = Problem.Failure("no older version of package system was uploaded");
        (await new DowngradePackages(Two(refusal), power, new TestLog().Loggers).RunAsync(context, default)).ShouldBe(refusal);
        power.Down.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_applied_is_told_line_by_line_and_the_last_refusal_fails_the_command()
    {
        var packages = new FakePackages { Applied = new(["installed lab-3.11"], ["can not install a.npk: it is not signed", "can not install b.npk: it is damaged or not complete"]) };
        var context = new FakeContext();
        (await new ApplyPackageChanges(packages).RunAsync(context, default))!.Sentence.ShouldBe("failure: can not install b.npk: it is damaged or not complete");
        context.Screen.ShouldBe(["installed lab-3.11", "failure: can not install a.npk: it is not signed"]);
    }

    private static FakePackages Two(Problem? refusal = null) =>
        new(new InstalledPackage("system", "3.11", default, false, "", ""), new InstalledPackage("xen", "3.11", default, false, "", "")) { Refusal = refusal };
}
