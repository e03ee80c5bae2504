using System.Diagnostics;
using System.Globalization;
using Appliance.Image.Tests.Running;
using Scenarios.Running;

namespace Appliance.Image.Tests;

/// <summary>A machine whose xen package brings Xen: it begins with it, with the router as the first domain.</summary>
public sealed class XenMachineTests
{
    private const int Megabytes = 1024;
    private readonly Stopwatch _since = Stopwatch.StartNew();

    [Fact, Trait("needs", "guest")]
    public async Task It_begins_with_Xen_as_long_as_the_package_is_installed_and_Xen_comes_up()
    {
        using var disk = new MachineDisk("guarded");
        disk.PutBootFile("boot/xen", Broken());
        await using var machine = disk.Boot(Megabytes, [.. MachineDisk.ForXen]);

        // Three tries later plain Linux runs, and Xen is there again.
        await machine.LogInAsync();
        Note("plain Linux, for Xen does not come up");
        (await machine.TypeAsync("/log print")).ShouldContain("the hypervisor did not come up, plain Linux runs until something of it changes");
        (await TotalMemoryAsync(machine)).ShouldBeGreaterThan(900_000);
        (await machine.TypeAsync("/xen global-settings set memory-for-main=16")).ShouldContain("value of memory-for-main is out of range (96..1048576)");
        (await machine.TypeAsync("/xen global-settings set memory-for-main=128")).ShouldBe("");
        (await machine.TypeAsync("/xen global-settings print")).ShouldMatch("""^  memory-for-main: 128\n  memory-in-force: \d{3}\n$""");

        await RebootAsync(machine);
        Note("under Xen");
        (await TotalMemoryAsync(machine)).ShouldBe(131_072);
        (await machine.TypeAsync("/xen global-settings print")).ShouldBe("  memory-for-main: 128\n");
        (await machine.TypeAsync("/log print")).ShouldNotContain("did not come up");
        (await machine.TypeAsync("/system package uninstall xen")).ShouldBe("");

        await RebootAsync(machine);
        Note("plain Linux, for the package is uninstalled");
        (await TotalMemoryAsync(machine)).ShouldBeGreaterThan(900_000);
        (await machine.TypeAsync("/system package print")).ShouldNotContain("xen");
        await machine.PressPowerButtonAsync();
        await machine.EndedAsync();
        disk.BootFiles("boot").ShouldNotContain("xen");

        void Note(string what) => TestContext.Current.SendDiagnosticMessage($"{what} after {_since.Elapsed.TotalSeconds:F0} s");
    }

    // GRUB takes it for Xen; it runs into a trap that nobody serves, and the processor starts anew.
    private static byte[] Broken()
    {
        const int head = 0x2000, sections = 0x400;
        const byte trap = 0xCC;
        var xen = File.ReadAllBytes(Path.Combine(Checkout.Product, "xen", "boot", "xen"));
        xen.AsSpan(head..^sections).Fill(trap);
        return xen;
    }

    private static async Task<int> TotalMemoryAsync(BootedMachine machine) =>
        int.Parse((await machine.TypeAsync(":put [/system resource get total-memory]")).TrimEnd('\n', 'k', 'B'), CultureInfo.InvariantCulture);

    private static async Task RebootAsync(BootedMachine machine)
    {
        await machine.PressAsync("/system reboot\r");
        await machine.WaitAsync("[y/N]:");
        await machine.PressAsync("y\r");
        await machine.LogInAsync();
    }
}
