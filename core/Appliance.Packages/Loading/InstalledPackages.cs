using Appliance.Packages.Installing;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Loading;

/// <summary>The list that <c>/system package print</c> shows; replaced as a whole, so that readers never wait.</summary>
public sealed class InstalledPackages : IPackages
{
    private volatile IReadOnlyList<InstalledPackage> _installed = [];

    public IReadOnlyList<InstalledPackage> Installed => _installed;

    internal void Publish(IEnumerable<HostedPackage> packages) => _installed =
        [.. packages.Select(package => package.Row).OrderBy(row => row.Name != InstallRules.SystemPackage).ThenBy(row => row.Name, StringComparer.Ordinal)];
}
