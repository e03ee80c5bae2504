using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Plugins;

namespace Appliance.SystemPlugin.Packages;

/// <summary>The installed packages; why one is parked stands where a comment would.</summary>
public sealed class PackageRows(IPackages packages) : IRows<PackageRow>
{
    public IEnumerable<PackageRow> Read(IConfigView config) => packages.Installed.Select(package => new PackageRow
    {
        Name = package.Name,
        Version = package.Version,
        BuildTime = package.BuildTime,
        Scheduled = package.Scheduled,
        Disabled = package.Disabled,
        Comment = package.Problem.Length > 0 ? "parked: " + package.Problem : "",
    });

    public string Key(PackageRow row) => row.Name;
}
