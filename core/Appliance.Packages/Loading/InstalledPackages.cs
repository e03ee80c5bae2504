using Appliance.Packages.Installing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Loading;

/// <summary>What plugins see of the package host. The list is replaced as a whole, so that readers never wait.</summary>
internal sealed class InstalledPackages(PackageHost host) : IPackages
{
    private volatile IReadOnlyList<InstalledPackage> _installed = [];

    public IReadOnlyList<InstalledPackage> Installed => _installed;

    public Stream OpenForGuests(string name) => host.OpenForGuests(name);

    public Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change) => host.Schedule(names, change);

    public Problem? ScheduleDowngrade() => host.ScheduleDowngrade();

    public Task<PackagesApplied> ApplyAsync(CancellationToken ct) => host.ApplyAsync(ct);

    public void Publish(IEnumerable<HostedPackage> packages, IReadOnlyDictionary<string, PackageChange> schedule) => _installed =
        [.. packages.Select(package => package.Row(schedule.GetValueOrDefault(package.Name)))
            .OrderBy(row => row.Name != InstallRules.SystemPackage).ThenBy(row => row.Name, StringComparer.Ordinal)];
}
