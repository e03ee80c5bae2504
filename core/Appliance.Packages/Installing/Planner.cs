using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>
/// Decides what becomes of uploads and of what is scheduled. What is refused may take the ground from under something else, so the rest is
/// judged again until all fits.
/// </summary>
internal sealed class Planner(PackageTarget target, InstalledState installed, IReadOnlyList<Upload> uploads)
{
    private readonly HashSet<Upload> _out = [];
    private readonly HashSet<string> _cancelled = [];
    private readonly List<Refused> _refused = [];

    public InstallPlan Make()
    {
        foreach (var upload in uploads)
        {
            if (InstallRules.CheckTarget(upload.Manifest, target) is { } problem) Refuse(upload, problem);
        }

        while (true)
        {
            var choice = VersionChoice.Of([.. uploads.Except(_out)], installed);
            var leaving = Leaving(choice).ToList();
            var together = installed.Packages.Where(package => leaving.All(each => each.Name != package.Key)).ToDictionary();
            foreach (var (name, upload) in choice.Chosen) together[name] = upload.Manifest;
            if (RefuseUploads(choice, together) || CancelChanges(together)) continue;
            return new InstallPlan
            {
                Remove = leaving,
                Put = InstallPlan.InOrder(choice.Chosen),
                Disable = [.. Scheduled(PackageChange.Disable).Where(installed.Has)],
                Enable = [.. Scheduled(PackageChange.Enable).Where(installed.Disabled.Contains)],
                Refused = [.. _refused, .. choice.Refused],
            };
        }
    }

    private IEnumerable<string> Scheduled(PackageChange change) => installed.Schedule.Where(each => each.Value == change).Select(each => each.Key).Except(_cancelled);

    private IEnumerable<(string Name, string Reason)> Leaving(VersionChoice choice)
    {
        // Who uploads a package and schedules to uninstall it wants it anew.
        foreach (var name in Scheduled(PackageChange.Uninstall).Where(name => installed.Has(name) && !choice.Chosen.ContainsKey(name))) yield return (name, "");
        if (choice.Version == installed.Packages.GetValueOrDefault(InstallRules.SystemPackage)?.Version) yield break;
        foreach (var (name, manifest) in installed.Packages)
        {
            if (manifest.Version != choice.Version && !choice.Chosen.ContainsKey(name) && !Scheduled(PackageChange.Uninstall).Contains(name))
                yield return (name, Refusal.Version(manifest.Version, choice.Version!).Sentence);
        }
    }

    private bool RefuseUploads(VersionChoice choice, Dictionary<string, PackageManifest> together)
    {
        var misfits = choice.Chosen.Values.Select(upload => (upload, problem: InstallRules.CheckPlace(upload.Manifest, together))).Where(each => each.problem is not null).ToList();
        foreach (var (upload, problem) in misfits) Refuse(upload, problem!);
        return misfits.Count > 0;
    }

    // Schedules were possible when they were made; others may have been taken back since.
    private bool CancelChanges(Dictionary<string, PackageManifest> together)
    {
        var disabled = installed.Disabled.Except(Scheduled(PackageChange.Enable)).Concat(Scheduled(PackageChange.Disable)).ToHashSet();
        foreach (var package in together.Values.Where(package => !disabled.Contains(package.Name)))
        {
            foreach (var need in package.Depends.Where(need => !together.ContainsKey(need) || disabled.Contains(need)))
            {
                if (Cancel(need, $"package {package.Name} needs it", PackageChange.Uninstall, PackageChange.Disable)
                    || Cancel(package.Name, Refusal.Disabled(need).Sentence, PackageChange.Enable)) return true;
            }
        }

        return false;
    }

    private bool Cancel(string name, string reason, params ReadOnlySpan<PackageChange> changes)
    {
        if (!installed.Schedule.TryGetValue(name, out var change) || !changes.Contains(change) || !_cancelled.Add(name)) return false;
        _refused.Add(new Refused($"{change.ToString().ToLowerInvariant()} {name}", reason));
        return true;
    }

    private void Refuse(Upload upload, Problem problem)
    {
        _out.Add(upload);
        _refused.Add(Installing.Refused.Install(upload.File, problem));
    }
}
