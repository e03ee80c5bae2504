using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

public sealed class FirmwareTests
{
    // By BIOS it boots in SystemUpgradeTests.
    [Fact, Trait("needs", "guest")]
    public async Task A_machines_disk_boots_by_UEFI()
    {
        using var disk = new MachineDisk();
        await using var machine = disk.Boot(256, "-bios", "/usr/share/ovmf/OVMF.fd");
        await machine.LogInAsync();
        (await machine.TypeAsync("/system package print")).ShouldContain("xen");
    }
}
