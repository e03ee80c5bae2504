using Appliance.Packages.Container;

namespace Appliance.Packages.Loading;

/// <summary>Packages in the order in which they are loaded: what a package depends on comes before it.</summary>
internal static class LoadOrder
{
    public static IReadOnlyList<PackageManifest> Of(IReadOnlyDictionary<string, PackageManifest> packages)
    {
        var ordered = new List<PackageManifest>();
        foreach (var name in packages.Keys.Order(StringComparer.Ordinal))
            Visit(name, packages, [], ordered);
        return ordered;
    }

    private static void Visit(string name, IReadOnlyDictionary<string, PackageManifest> packages, HashSet<string> onTheWay, List<PackageManifest> ordered)
    {
        if (!packages.TryGetValue(name, out var package) || ordered.Contains(package) || !onTheWay.Add(name))
            return;
        foreach (var dependency in package.Depends)
            Visit(dependency, packages, onTheWay, ordered);
        ordered.Add(package);
    }
}
