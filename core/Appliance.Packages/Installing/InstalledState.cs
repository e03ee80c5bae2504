using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Installing;

/// <summary>What is installed, and what an administrator wants of it.</summary>
/// <param name="Packages">Installed packages that can be read, by name.</param>
/// <param name="Broken">Names of installed packages that can not.</param>
/// <param name="Disabled">Names of packages that are not loaded.</param>
/// <param name="Schedule">What is to become of packages.</param>
internal sealed record InstalledState(
    IReadOnlyDictionary<string, PackageManifest> Packages,
    IReadOnlySet<string> Broken,
    IReadOnlySet<string> Disabled,
    IReadOnlyDictionary<string, PackageChange> Schedule)
{
    public bool Has(string name) => Packages.ContainsKey(name) || Broken.Contains(name);

    /// <summary>What is in a folder of installed packages.</summary>
    public static InstalledState Read(PackageStore store, PackageMarks marks)
    {
        var (packages, broken) = (new Dictionary<string, PackageManifest>(), new HashSet<string>());
        foreach (var name in store.Names())
        {
            if (store.TryOpen(name, out var package, out _))
            {
                using (package)
                    packages[name] = package!.Manifest;
            }
            else
                broken.Add(name);
        }

        return new InstalledState(packages, broken, marks.DisabledPackages(), marks.Schedule());
    }
}
