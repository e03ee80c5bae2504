using Appliance.Image.Tests.Running;
using Appliance.Packages;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Scenarios.Running;

namespace Appliance.Image.Tests;

public sealed class LayerTests
{
    // Zones are files below /usr: one that only a layer brings can be set only where the layer is laid.
    private const string Zone = "Layer/First", Another = "Layer/Second";

    [Fact, Trait("needs", "guest")]
    public async Task Programs_of_packages_are_found_in_the_system()
    {
        using var disk = await GuestDisk.MakeAsync(("extra.npk", Package()));
        await using var guest = disk.Boot(128);
        await guest.LogInAsync();
        (await guest.TypeAsync("/system package print")).ShouldContain("extra");
        (await guest.TypeAsync($"/system clock set time-zone-name={Zone}")).ShouldBe("");
        (await guest.TypeAsync("/system clock print")).ShouldContain(Zone);

        await guest.TypeAsync("/system package uninstall extra");
        await guest.TypeAsync("/system package apply-changes");
        // One that .NET has not read before.
        (await guest.TypeAsync($"/system clock set time-zone-name={Another}")).ShouldContain("time-zone-name");
        (await guest.TypeAsync("/system clock set time-zone-name=Europe/London")).ShouldBe("");
    }

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
