using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Upgrading;

/// <summary>
/// The package that holds a router's own software: what the boot loader reads (<c>boot/</c>, <c>guest/</c>), the root
/// (<c>system.squashfs</c>), and the packages of the same version (<c>packages/xen.npk</c>). It never becomes an installed package itself.
/// </summary>
internal static class SystemSoftware
{
    public const string Name = "appliance";

    private const string Packages = "packages/", Extension = ".npk";

    public static bool Is(PackageManifest manifest) => manifest.Name == Name;

    /// <summary>What makes sense in such a package; null for all others.</summary>
    public static Problem? Check(PackageManifest manifest)
    {
        if (!Is(manifest)) return manifest.Files.FirstOrDefault(file => IsOwn(file.Path)) is { } stray ? Refusal.NoPlace(stray.Path) : null;
        var missing = ((string[])[PackagePaths.SystemImage, "boot/vmlinuz", "boot/cmdline", PathOf(InstallRules.SystemPackage)]).FirstOrDefault(path => manifest.Files.All(file => file.Path != path));
        return missing is null ? null : Refusal.BadManifest($"{missing} is not in the package");
    }

    /// <summary>Whether only this package has such files.</summary>
    public static bool IsOwn(string path) => path.StartsWith(Packages, StringComparison.Ordinal) || path.StartsWith("guest/", StringComparison.Ordinal);

    /// <summary>Names of the packages in it.</summary>
    public static IEnumerable<string> PackagesIn(PackageManifest manifest) =>
        manifest.Files.Select(file => file.Path).Where(path => path.StartsWith(Packages, StringComparison.Ordinal)).Select(path => path[Packages.Length..^Extension.Length]);

    /// <summary>One of its packages.</summary>
    public static PackagedFile PackageIn(PackageManifest manifest, string name) => manifest.Files.Single(file => file.Path == PathOf(name));

    /// <summary>What belongs in a slot. Read while the package is open.</summary>
    public static IReadOnlyList<SlotFile> SlotFiles(Npk package) =>
        [.. package.Manifest.Files.Where(file => !file.Path.StartsWith(Packages, StringComparison.Ordinal)).Select(file => new SlotFile(file.Path, file.Size, to => package.Copy(file, to)))];

    private static string PathOf(string package) => Packages + package + Extension;
}
