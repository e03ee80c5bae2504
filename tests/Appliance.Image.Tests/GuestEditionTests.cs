using System.Diagnostics;
using System.Globalization;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

/// <summary>The router as a guest: its first start, with a package more; power cuts during commits; a start with the memory of the manual.</summary>
public sealed class GuestEditionTests(ITestOutputHelper output)
{
    // Zones are files below /usr: one that only a layer brings can be set only where the layer is laid.
    private const string Zone = "Layer/First", Another = "Layer/Second";

    // A cut costs a boot: a few of them always, and as many as CUTS says.
    private static readonly int s_cuts = int.TryParse(Environment.GetEnvironmentVariable("CUTS"), CultureInfo.InvariantCulture, out var cuts) ? cuts : 2;
    private static readonly int s_seed = int.TryParse(Environment.GetEnvironmentVariable("SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1_000_000);

    private static readonly string[] s_cards = [.. Card('a', 6), .. Card('b', 5)];

    [Fact, Trait("needs", "guest")]
    public async Task It_comes_to_its_login_and_keeps_what_was_acknowledged_when_the_power_is_cut()
    {
        output.WriteLine($"{s_cuts} cuts, SEED={s_seed}");
        var luck = new Random(s_seed);
        using var disk = await GuestDisk.MakeAsync(("extra.npk", LayerPackage.Make("extra", Zone, Another)));
        var acknowledged = 0;
        for (var cut = 0; cut < s_cuts; cut++)
        {
            await using var guest = disk.Boot(128, s_cards);
            await guest.LogInAsync();
            if (cut == 0) await LookAroundAsync(guest);
            acknowledged = await CommitUntilPowerIsCutAsync(guest, await KeptAsync(guest, acknowledged), luck);
        }

        await using var small = disk.Boot(64, s_cards);
        await small.LogInAsync();
        await KeptAsync(small, acknowledged);
        (await small.TypeAsync("/ip address print")).ShouldContain("192.0.2.7/24");
        var since = Stopwatch.StartNew();
        (await small.TypeAsync("/system package print")).ShouldContain("xen");
        TestContext.Current.SendDiagnosticMessage($"with 64 MiB a print takes {since.Elapsed.TotalSeconds:F2} s");
    }

    private static async Task LookAroundAsync(BootedMachine guest)
    {
        await CardsAreInTheOrderOfTheBusAsync(guest);
        await ProgramsOfPackagesAreFoundAsync(guest);
        (await guest.NumberAsync("/system resource get free-hdd-space")).ShouldBeGreaterThan(2048);
        (await guest.TypeAsync("/ip address add address=192.0.2.7/24 interface=ether2")).ShouldBe("");
    }

    /// <summary>How many scripts are there: those that were acknowledged, and perhaps the one that was being typed.</summary>
    private static async Task<int> KeptAsync(BootedMachine guest, int acknowledged)
    {
        var kept = await guest.NumberAsync(":len [/system script find]");
        kept.ShouldBeInRange(acknowledged, acknowledged + 1, $"SEED={s_seed}");
        for (var number = kept; number > 0 && number > kept - 3; number--)
            (await guest.NumberAsync($":len [/system script find name=s{number}]")).ShouldBe(1);
        return kept;
    }

    /// <summary>How many were acknowledged.</summary>
    private static async Task<int> CommitUntilPowerIsCutAsync(BootedMachine guest, int made, Random luck)
    {
        for (var left = luck.Next(3, 25); left > 0; left--)
            (await guest.TypeAsync($"/system script add name=s{++made} source=x")).ShouldBe("");
        await guest.PressAsync($"/system script add name=s{made + 1} source=x\r");
        // Somewhere between the key and the answer.
        await Task.Delay(luck.Next(120));
        await guest.CutPowerAsync();
        return made;
    }

    // Not in that in which they were plugged in.
    private static async Task CardsAreInTheOrderOfTheBusAsync(BootedMachine guest)
    {
        var cards = (await guest.TypeAsync("/interface ethernet print")).Split('\n');
        cards.ShouldContain(line => line.Contains("ether1") && line.Contains("02:00:00:00:00:0B"));
        cards.ShouldContain(line => line.Contains("ether2") && line.Contains("02:00:00:00:00:0A"));
    }

    private static async Task ProgramsOfPackagesAreFoundAsync(BootedMachine guest)
    {
        (await guest.TypeAsync("/system package print")).ShouldContain("extra");
        (await guest.TypeAsync($"/system clock set time-zone-name={Zone}")).ShouldBe("");
        (await guest.TypeAsync("/system clock print")).ShouldContain(Zone);

        await guest.TypeAsync("/system package uninstall extra");
        await guest.TypeAsync("/system package apply-changes");
        // One that .NET has not read before.
        (await guest.TypeAsync($"/system clock set time-zone-name={Another}")).ShouldContain("time-zone-name");
        (await guest.TypeAsync("/system clock set time-zone-name=Europe/London")).ShouldBe("");
    }

    private static string[] Card(char last, int place) =>
        ["-netdev", $"user,id={last},restrict=on", "-device", $"virtio-net-pci,netdev={last},mac=02:00:00:00:00:0{last},addr={place}"];
}
