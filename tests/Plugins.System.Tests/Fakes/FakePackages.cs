using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>Remembers what it is asked to do.</summary>
public sealed class FakePackages(params InstalledPackage[] installed) : IPackages
{
    public IReadOnlyList<InstalledPackage> Installed => installed;

    public List<string> Asked { get; } = [];

    public Problem? Refusal { get; init; }

    public PackagesApplied Applied { get; init; } = new([], []);

    public Stream OpenForGuests(string name) => throw new NotSupportedException();

    public Problem? Schedule(IReadOnlyCollection<string> names, PackageChange change)
    {
        Asked.Add($"{change} {string.Join(' ', names)}");
        return Refusal;
    }

    public Problem? ScheduleDowngrade()
    {
        Asked.Add("Downgrade");
        return Refusal;
    }

    public Task<PackagesApplied> ApplyAsync(CancellationToken ct) => Task.FromResult(Applied);
}
