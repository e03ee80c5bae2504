using System.Globalization;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

public sealed class GuestEditionTests
{
    [Fact, Trait("needs", "guest")]
    public async Task It_boots_to_a_login_and_keeps_what_is_configured_over_a_reboot()
    {
        using var disk = await GuestDisk.MakeAsync();
        await using var guest = disk.Boot(128, [.. Card('a', 6), .. Card('b', 5)]);
        await guest.LogInAsync();

        // In the order of the bus, not in that in which they were plugged in.
        var cards = (await guest.TypeAsync("/interface ethernet print")).Split('\n');
        cards.ShouldContain(line => line.Contains("ether1") && line.Contains("02:00:00:00:00:0B"));
        cards.ShouldContain(line => line.Contains("ether2") && line.Contains("02:00:00:00:00:0A"));
        int.Parse((await guest.TypeAsync(":put [/system resource get free-hdd-space]")).TrimEnd('\n', 'k', 'B'), CultureInfo.InvariantCulture).ShouldBeGreaterThan(2048);
        (await guest.TypeAsync("/system package print")).ShouldContain("xen");
        (await guest.TypeAsync("/ip address add address=192.0.2.7/24 interface=ether2")).ShouldBe("");

        await EndAsync(guest, "reboot");
        await guest.LogInAsync();
        (await guest.TypeAsync("/ip address print")).ShouldContain("192.0.2.7/24");
        await EndAsync(guest, "shutdown");
        await guest.EndedAsync();
    }

    private static string[] Card(char last, int place) =>
        ["-netdev", $"user,id={last},restrict=on", "-device", $"virtio-net-pci,netdev={last},mac=02:00:00:00:00:0{last},addr={place}"];

    private static async Task EndAsync(BootedMachine guest, string how)
    {
        await guest.PressAsync($"/system {how}\r");
        await guest.WaitAsync("[y/N]:");
        await guest.PressAsync("y\r");
    }
}
