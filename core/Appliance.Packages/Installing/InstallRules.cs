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
    public static Problem? Check(PackageManifest package, PackageTarget target, IReadOnlyDictionary<string, PackageManifest> together)
    {
        if (package.Architecture != target.Architecture)
            return Refusal.Architecture(package.Architecture, target.Architecture);
        if (package.Contract != target.Contract)
            return Refusal.Contract(package.Contract, target.Contract);
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
