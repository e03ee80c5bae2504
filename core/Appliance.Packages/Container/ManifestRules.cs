using System.Text.RegularExpressions;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Container;

/// <summary>What makes sense in a manifest, whatever package it is of. Names become names of files, so they are plain words.</summary>
internal static partial class ManifestRules
{
    public static Problem? Check(PackageManifest manifest) =>
        !PackageName().IsMatch(manifest.Name) ? Refusal.BadManifest("the name is not a word")
        : !PackageVersion().IsMatch(manifest.Version) ? Refusal.BadManifest("the version is not a number such as 3.11")
        : manifest.Depends.Any(name => name is null || !PackageName().IsMatch(name)) ? Refusal.BadManifest("a dependency is not a word")
        : CheckPaths(manifest) ?? CheckPlugins(manifest) ?? Upgrading.SystemSoftware.Check(manifest);

    private static Problem? CheckPaths(PackageManifest manifest)
    {
        if (manifest.Files.Any(file => file is null || file.Size < 0))
            return Refusal.BadManifest("a file has no size");
        if (manifest.Files.FirstOrDefault(file => !PackagePaths.StaysInside(file.Path)) is { } stray)
            return Refusal.Outside(stray.Path);
        if (manifest.Files.FirstOrDefault(file => !PackagePaths.HasPlace(file.Path)) is { } homeless)
            return Refusal.NoPlace(homeless.Path);
        if (manifest.Files.Select(file => file.Path).Distinct(StringComparer.OrdinalIgnoreCase).Count() != manifest.Files.Count)
            return Refusal.BadManifest("a file is named twice");

        // Compared one by one: the sum of absurd sizes would wrap around.
        var left = PackageLimits.Unpacked;
        foreach (var file in manifest.Files)
        {
            if (file.Size > left)
                return Refusal.TooBig;
            left -= file.Size;
        }

        return null;
    }

    private static Problem? CheckPlugins(PackageManifest manifest)
    {
        if (manifest.Plugins.Any(plugin => plugin is null || !PluginName().IsMatch(plugin.Name)))
            return Refusal.BadManifest("a plugin's name is not a word");
        if (manifest.Plugins.Select(plugin => plugin.Name).Distinct().Count() != manifest.Plugins.Count)
            return Refusal.BadManifest("a plugin is named twice");
        var nowhere = manifest.Plugins.FirstOrDefault(plugin => !plugin.Assembly.StartsWith($"plugins/{plugin.Name}/", StringComparison.Ordinal)
            || manifest.Files.All(file => file.Path != plugin.Assembly));
        return nowhere is null ? null : Refusal.BadManifest($"plugin {nowhere.Name} is not in the package");
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,31}\z")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"\A\d{1,4}(\.\d{1,4}){1,2}((beta|rc)\d{1,3})?\z")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{0,63}\z")]
    private static partial Regex PluginName();
}
