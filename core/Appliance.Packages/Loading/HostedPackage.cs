using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Loading;

/// <summary>An installed package and what of it runs. One that can not be read has no manifest, only a name and a problem.</summary>
internal sealed class HostedPackage(string name, PackageManifest? manifest)
{
    private readonly List<string> _problems = [];

    public string Name { get; } = name;

    public PackageManifest? Manifest { get; } = manifest;

    /// <summary>Plugins that run, in the order in which they were attached.</summary>
    public List<LoadedPlugin> Plugins { get; } = [];

    public InstalledPackage Row => new(Name, Manifest?.Version ?? "", Manifest?.BuildTime.UtcDateTime ?? default,
        Disabled: false, Scheduled: "", string.Join("; ", _problems));

    public void Park(string reason) => _problems.Add(reason);
}
