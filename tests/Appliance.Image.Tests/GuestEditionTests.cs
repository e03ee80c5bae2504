using System.Diagnostics;
using System.Globalization;
using Appliance.Image.Tests.Running;
using Appliance.Packages;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Scenarios.Running;

namespace Appliance.Image.Tests;

/// <summary>The router as a guest: from its first start, with a package more, to one with the memory of the manual.</summary>
public sealed class GuestEditionTests
{
    // Zones are files below /usr: one that only a layer brings can be set only where the layer is laid.
    private const string Zone = "Layer/First", Another = "Layer/Second";

    [Fact, Trait("needs", "guest")]
    public async Task It_boots_to_a_login_and_keeps_what_is_configured()
    {
        using var disk = await GuestDisk.MakeAsync(("extra.npk", Package()));
        await using (var guest = disk.Boot(128, [.. Card('a', 6), .. Card('b', 5)]))
        {
            await guest.LogInAsync();
            await CardsAreInTheOrderOfTheBusAsync(guest);
            await ProgramsOfPackagesAreFoundAsync(guest);
            int.Parse((await guest.TypeAsync(":put [/system resource get free-hdd-space]")).TrimEnd('\n', 'k', 'B'), CultureInfo.InvariantCulture).ShouldBeGreaterThan(2048);
            (await guest.TypeAsync("/ip address add address=192.0.2.7/24 interface=ether2")).ShouldBe("");
            await guest.ConsentAsync("/system shutdown");
            await guest.EndedAsync();
        }

        await using var small = disk.Boot(64, [.. Card('a', 6), .. Card('b', 5)]);
        await small.LogInAsync();
        (await small.TypeAsync("/ip address print")).ShouldContain("192.0.2.7/24");
        var since = Stopwatch.StartNew();
        (await small.TypeAsync("/system package print")).ShouldContain("xen");
        TestContext.Current.SendDiagnosticMessage($"with 64 MiB a print takes {since.Elapsed.TotalSeconds:F2} s");
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

    private static byte[] Package()
    {
        var folder = Directory.CreateTempSubdirectory("appliance-layer-");
        try
        {
            foreach (var zone in (string[])[Zone, Another])
            {
                var file = Path.Combine(folder.FullName, "root", "usr", "share", "zoneinfo", zone);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.Copy("/usr/share/zoneinfo/Asia/Tokyo", file);
            }

            var layer = Path.Combine(folder.FullName, "system.squashfs");
            Tool.Run("mksquashfs", Path.Combine(folder.FullName, "root"), layer, "-comp", "zstd", "-all-root", "-quiet", "-no-progress");
            using var key = SigningKey.Read(Path.Combine(Checkout.Product, "keys", "builder"));
            using var zip = new MemoryStream();
            NpkWriter.Write(zip, Manifest, new Dictionary<string, byte[]> { ["system.squashfs"] = File.ReadAllBytes(layer) }, key);
            return zip.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PackageManifest Manifest => new()
    {
        Name = "extra",
        Version = "3.11",
        Description = "",
        Contract = PackageTarget.ThisRouter.Contract,
        Architecture = PackageTarget.ThisRouter.Architecture,
        BuildTime = DateTimeOffset.UnixEpoch,
        Depends = ["system"],
        Plugins = [],
        Files = [],
    };
}
