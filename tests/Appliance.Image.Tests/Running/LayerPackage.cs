using Appliance.Packages;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;
using Scenarios.Running;

namespace Appliance.Image.Tests.Running;

/// <summary>A package that brings nothing but files below <c>/usr</c>: time zones.</summary>
internal static class LayerPackage
{
    /// <param name="name">Of the package.</param>
    /// <param name="zones">Such as <c>Layer/First</c>.</param>
    public static byte[] Make(string name, params IEnumerable<string> zones)
    {
        var folder = Directory.CreateTempSubdirectory("appliance-layer-");
        try
        {
            foreach (var zone in zones)
            {
                var file = Path.Combine(folder.FullName, "root", "usr", "share", "zoneinfo", zone);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.Copy("/usr/share/zoneinfo/Asia/Tokyo", file);
            }

            var layer = Path.Combine(folder.FullName, "system.squashfs");
            Tool.Run("mksquashfs", Path.Combine(folder.FullName, "root"), layer, "-comp", "zstd", "-all-root", "-quiet", "-no-progress");
            using var key = SigningKey.Read(Path.Combine(Checkout.Product, "keys", "builder"));
            using var zip = new MemoryStream();
            NpkWriter.Write(zip, Manifest(name), new Dictionary<string, byte[]> { ["system.squashfs"] = File.ReadAllBytes(layer) }, key);
            return zip.ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PackageManifest Manifest(string name) => new()
    {
        Name = name,
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
