using Appliance.Packages.Container;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>Whether a sound package fits this router and the packages it would live with.</summary>
internal static class InstallRules
{
    public const string SystemPackage = "system";

    /// <param name="package">The one in question.</param>
    /// <param name="target">This router.</param>
    /// <param name="together">All packages that would be installed, this one included, by name.</param>
    public static Problem? Check(PackageManifest package, PackageTarget target, IReadOnlyDictionary<string, PackageManifest> together) =>
        CheckTarget(package, target) ?? CheckPlace(package, together);

    /// <summary>Whether it was made for this router.</summary>
    public static Problem? CheckTarget(PackageManifest package, PackageTarget target) =>
        package.Architecture != target.Architecture ? Refusal.Architecture(package.Architecture, target.Architecture)
        : package.Contract != target.Contract ? Refusal.Contract(package.Contract, target.Contract)
        : null;

    /// <summary>Whether it fits the other packages.</summary>
    public static Problem? CheckPlace(PackageManifest package, IReadOnlyDictionary<string, PackageManifest> together)
    {
        if (!together.TryGetValue(SystemPackage, out var system))
            return Refusal.SystemMissing;
        if (package.Version != system.Version)
            return Refusal.Version(package.Version, system.Version);
        if (package.Depends.FirstOrDefault(name => !together.ContainsKey(name)) is { } missing)
            return Refusal.Missing(missing);
        if (package.Depends.FirstOrDefault(name => Needs(name, package.Name, together, [])) is { } circle)
            return Refusal.Circle(circle);
        return CheckPlugins(package, together);
    }

    // Plugins are told apart by name everywhere in the router, in the folders for their state too. The router itself never yields.
    private static Problem? CheckPlugins(PackageManifest package, IReadOnlyDictionary<string, PackageManifest> together)
    {
        if (package.Name == SystemPackage)
            return null;
        var twice = from other in together.Values
                    where other.Name != package.Name
                    from plugin in other.Plugins.Select(plugin => plugin.Name).Intersect(package.Plugins.Select(plugin => plugin.Name))
                    select Refusal.PluginTwice(plugin, other.Name);
        return twice.FirstOrDefault();
    }

    private static bool Needs(string name, string wanted, IReadOnlyDictionary<string, PackageManifest> together, HashSet<string> seen) =>
        name == wanted || seen.Add(name) && together.TryGetValue(name, out var package) && package.Depends.Any(next => Needs(next, wanted, together, seen));
}
