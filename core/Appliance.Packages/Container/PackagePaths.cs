namespace Appliance.Packages.Container;

/// <summary>Where files of a package may lie.</summary>
internal static class PackagePaths
{
    public const string Manifest = "manifest.json";
    public const string Signature = "manifest.sig";
    public const string SystemImage = "system.squashfs";
    public const string Hypervisor = "boot/xen";

    private const int LongestPath = 255;

    /// <summary>Whether unpacking the path can only ever write below the folder that was chosen.</summary>
    public static bool StaysInside(string path) =>
        path.Length is > 0 and <= LongestPath
        && !path.Any(letter => letter is '\\' or ':' || char.IsControl(letter))
        && path.Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>Whether packages have such a file at all.</summary>
    public static bool HasPlace(string path) =>
        path == SystemImage || path.StartsWith("plugins/", StringComparison.Ordinal) || path.StartsWith("boot/", StringComparison.Ordinal) || Upgrading.SystemSoftware.IsOwn(path);
}
