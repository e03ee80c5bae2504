using System.Diagnostics;
using System.Text;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

public sealed class SystemUpgradeTests
{
    [Fact, Trait("needs", "guest")]
    public async Task A_machine_is_upgraded_and_goes_back_from_what_does_not_come_up()
    {
        using var disk = new MachineDisk();
        disk.Upload(("appliance-3.12.npk", NextVersion.Make("3.12")), ("appliance-3.13.npk", NextVersion.Make("3.13", root: Encoding.ASCII.GetBytes(new string('?', 1 << 16)))));
        var since = Stopwatch.StartNew();
        // Its first start is by UEFI, all others are by BIOS: for GRUB it is the same disk.
        await using var machine = disk.BootByUefi(256);
        await machine.LogInAsync();
        machine.Firmware = [];
        Note("first login");
        (await machine.TypeAsync("/system identity set name=Kept")).ShouldBe("");

        // The newest is taken, and can not be booted: three tries later the former one runs again, as if nothing had been.
        await machine.RebootAsync();
        Note("back again");
        var log = await machine.TypeAsync("/log print");
        log.ShouldContain("version 3.13 did not come up, version 3.11 runs again");
        (await machine.TypeAsync(":put [/system package get system version]")).Trim().ShouldBe("3.11");
        (await machine.TypeAsync("/system identity print")).ShouldContain("Kept");

        await machine.RebootAsync();
        Note("upgraded");
        (await machine.TypeAsync("/log print")).ShouldContain("upgraded from 3.11 to 3.12");
        (await machine.TypeAsync("/system package print")).Split('\n').Count(line => line.Contains("3.12")).ShouldBe(2);
        (await machine.TypeAsync("/system identity print")).ShouldContain("Kept");
        (await machine.TypeAsync("/file print")).ShouldNotContain(".npk");

        await machine.PressPowerButtonAsync();
        await machine.EndedAsync();

        void Note(string what) => TestContext.Current.SendDiagnosticMessage($"{what} after {since.Elapsed.TotalSeconds:F0} s");
    }
}
