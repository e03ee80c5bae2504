using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Packages.Loading;

/// <summary>An installed package and what of it runs. One that can not be read has no manifest, only a name and a problem.</summary>
/// <param name="name">Name of the package.</param>
/// <param name="manifest">Null where it can not be read.</param>
/// <param name="digest">Of what is installed; empty where it can not be read.</param>
internal sealed class HostedPackage(string name, PackageManifest? manifest, string digest)
{
    private readonly List<string> _problems = [];

    public string Name { get; } = name;

    public PackageManifest? Manifest { get; } = manifest;

    public string Digest { get; } = digest;

    /// <summary>Installed and wanted not to run.</summary>
    public bool Disabled { get; init; }

    /// <summary>Plugins that run, in the order in which they were attached.</summary>
    public List<LoadedPlugin> Plugins { get; } = [];

    /// <summary>Nothing of it runs, and something should.</summary>
    public bool IsParked => _problems.Count > 0 && Plugins.Count == 0;

    public void Park(string reason) => _problems.Add(reason);

    public InstalledPackage Row(PackageChange change) => new(Name, Manifest?.Version ?? "", Manifest?.BuildTime.UtcDateTime ?? default,
        Disabled, change == PackageChange.None ? "" : $"scheduled for {change.ToString().ToLowerInvariant()}", string.Join("; ", _problems));
}
