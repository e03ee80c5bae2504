using System.Text.Json;
using Appliance.Packages.Container;
using Appliance.Packages.Signing;

namespace Appliance.Packages.Tests;

/// <summary>Sound keys, manifests and packages, for tests to spoil.</summary>
internal static class Some
{
    public static SigningKey Key { get; } = SigningKey.Generate();

    public static TrustedKeys Trust { get; } = new([Key.PublicText]);

    public static PackageManifest Manifest(string name = "xen") => new()
    {
        Name = name,
        Version = "3.11",
        Description = "",
        Contract = PackageTarget.ThisRouter.Contract,
        Architecture = PackageTarget.ThisRouter.Architecture,
        BuildTime = new DateTimeOffset(2008, 6, 9, 12, 0, 0, TimeSpan.Zero),
        Depends = name == "system" ? [] : ["system"],
        Plugins = [],
        Files = [],
    };

    /// <summary>A package of plugins that are compiled here; each plugin's name is its key.</summary>
    public static byte[] Package(PackageManifest manifest, params (string Plugin, byte[] Assembly)[] plugins) => Pack(
        manifest with { Plugins = [.. plugins.Select(each => new PackagedPlugin(each.Plugin, PathOf(each.Plugin)))] },
        plugins.ToDictionary(each => PathOf(each.Plugin), each => each.Assembly));

    public static byte[] Pack(PackageManifest manifest, Dictionary<string, byte[]> files, SigningKey? key = null)
    {
        using var zip = new MemoryStream();
        NpkWriter.Write(zip, manifest, files, key ?? Key);
        return zip.ToArray();
    }

    /// <summary>A package whose manifest is signed as it is, whatever the files are.</summary>
    public static byte[] Forged(PackageManifest manifest, Dictionary<string, byte[]> files, bool signed = true) =>
        Forged(JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.PackageManifest), files, signed);

    public static byte[] Forged(byte[] manifest, Dictionary<string, byte[]> files, bool signed = true)
    {
        using var zip = new MemoryStream();
        NpkWriter.Write(zip, manifest, signed ? Key.Sign(manifest).ToBytes() : null, files);
        return zip.ToArray();
    }

    public static string PathOf(string plugin) => $"plugins/{plugin}/{plugin}.dll";
}
