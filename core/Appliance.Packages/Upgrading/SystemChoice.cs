using Appliance.Packages.Container;
using Appliance.Packages.Installing;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Upgrading;

/// <summary>Which of the uploads becomes the router's software: the newest, or after a <c>downgrade</c> the oldest.</summary>
/// <param name="Chosen">Null where none fits.</param>
/// <param name="Refused">The others, with the reason.</param>
internal sealed record SystemChoice(Upload? Chosen, IReadOnlyList<Refused> Refused)
{
    public static SystemChoice Of(IReadOnlyList<Upload> uploads, InstalledState installed, PackageTarget target)
    {
        if (!installed.Packages.TryGetValue(InstallRules.SystemPackage, out var system)) return new SystemChoice(null, []);
        var down = installed.Schedule.GetValueOrDefault(InstallRules.SystemPackage) == PackageChange.Downgrade;
        var refused = new List<Refused>();
        var fit = new List<Upload>();
        foreach (var upload in uploads.Where(upload => SystemSoftware.Is(upload.Manifest)))
        {
            if (Check(upload, uploads, installed, system.Version, down, target) is { } problem) refused.Add(Installing.Refused.Install(upload.File, problem));
            else fit.Add(upload);
        }

        var inOrder = fit.OrderBy(upload => upload.Manifest.Version, PackageVersion.Order).ThenBy(upload => upload.Manifest.BuildTime).ToList();
        var chosen = down ? inOrder.FirstOrDefault() : inOrder.LastOrDefault();
        refused.AddRange(fit.Where(upload => upload != chosen).Select(upload => Installing.Refused.Install(upload.File, down ? Refusal.NotOldest(chosen!.File) : Refusal.Newer(chosen!.File))));
        return new SystemChoice(chosen, refused);
    }

    private static Problem? Check(Upload upload, IReadOnlyList<Upload> uploads, InstalledState installed, string version, bool down, PackageTarget target)
    {
        var manifest = upload.Manifest;
        if (manifest.Architecture != target.Architecture) return Refusal.Architecture(manifest.Architecture, target.Architecture);
        if (!down && PackageVersion.Order.Compare(manifest.Version, version) < 0) return Refusal.Older(manifest.Version, version);
        // Nothing that is installed may be gone after an upgrade; what comes as a file of its own is installed by the next version.
        var staying = installed.Packages.Keys.Where(name => installed.Schedule.GetValueOrDefault(name) != PackageChange.Uninstall);
        var missing = staying.Except(SystemSoftware.PackagesIn(manifest)).FirstOrDefault(name => !uploads.Any(other => other.Name == name && other.Manifest.Version == manifest.Version));
        return missing is null ? null : Refusal.PackageLeftOut(missing, manifest.Version);
    }
}
