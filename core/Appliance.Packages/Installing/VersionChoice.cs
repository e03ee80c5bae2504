using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>
/// All packages have the version of <c>system</c>. Uploads raise it to the newest one there is, or after a <c>downgrade</c> lower it to the
/// oldest; of each package the build of that version that was made last is taken.
/// </summary>
internal sealed class VersionChoice
{
    private VersionChoice(string? version, IReadOnlyDictionary<string, Upload> chosen, IReadOnlyList<Refused> refused) =>
        (Version, Chosen, Refused) = (version, chosen, refused);

    /// <summary>The version that <c>system</c> will have; null without it.</summary>
    public string? Version { get; }

    public IReadOnlyDictionary<string, Upload> Chosen { get; }

    public IReadOnlyList<Refused> Refused { get; }

    public static VersionChoice Of(IReadOnlyList<Upload> uploads, InstalledState installed)
    {
        var refused = new List<Refused>();
        var current = installed.Packages.GetValueOrDefault(InstallRules.SystemPackage)?.Version;
        var offered = uploads.Where(upload => upload.Name == InstallRules.SystemPackage).Select(upload => upload.Manifest.Version);
        var down = installed.Schedule.GetValueOrDefault(InstallRules.SystemPackage) == PackageChange.Downgrade;
        var versions = (current is null ? offered : offered.Append(current)).ToList();
        var version = versions.Count == 0 ? null : down ? versions.Min(PackageVersion.Order) : versions.Max(PackageVersion.Order);

        var chosen = new Dictionary<string, Upload>();
        foreach (var same in uploads.GroupBy(upload => upload.Name))
        {
            var best = same.Where(upload => version is null || upload.Manifest.Version == version).MaxBy(upload => upload.Manifest.BuildTime);
            if (best is not null) chosen[same.Key] = best;
            refused.AddRange(same.Where(upload => upload != best).Select(upload => Installing.Refused.Install(upload.File, Reason(upload, best, version))));
        }

        return new VersionChoice(version, chosen, refused);
    }

    private static Problem Reason(Upload upload, Upload? best, string? version)
    {
        var same = version is null || upload.Manifest.Version == version;
        if (upload.Name != InstallRules.SystemPackage && !same) return Refusal.Version(upload.Manifest.Version, version!);
        if (best is null) return Refusal.Older(upload.Manifest.Version, version!);
        return same || PackageVersion.Order.Compare(upload.Manifest.Version, version) < 0 ? Refusal.Newer(best.File) : Refusal.NotOldest(best.File);
    }
}
