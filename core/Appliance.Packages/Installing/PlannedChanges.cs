using Appliance.Packages.Container;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.Packages.Installing;

/// <summary>
/// Carries a plan out on the disk, each step whole and durable. Wherever it is interrupted, the next plan goes on from there: what was
/// uploaded or scheduled is forgotten last.
/// </summary>
/// <param name="store">The installed packages.</param>
/// <param name="marks">What is wanted of them.</param>
/// <param name="unload">Takes a package out of the running router.</param>
/// <param name="log">Of the administrator.</param>
internal sealed class PlannedChanges(PackageStore store, PackageMarks marks, Func<string, Task> unload, ILogger log)
{
    private readonly List<string> _done = [];
    private readonly List<Refused> _refused = [];

    /// <summary>Plans, and carries the plan out.</summary>
    public async Task<PackagesApplied> RunAsync(InstalledState installed, IReadOnlyList<Upload> uploads, PackageTarget target)
    {
        var plan = Stage(installed, uploads, target);
        foreach (var refused in plan.Refused) Refuse(refused);
        foreach (var (name, reason) in plan.Remove) await AttemptAsync($"uninstall {name}", () => RemoveAsync(name, NameOf(name), reason));
        foreach (var name in plan.Disable) await AttemptAsync($"disable {name}", () => DisableAsync(name, NameOf(name)));
        foreach (var upload in plan.Put) await AttemptAsync($"install {upload.File}", () => PutAsync(upload, anew: installed.Schedule.GetValueOrDefault(upload.Name) == PackageChange.Uninstall));
        foreach (var name in plan.Enable) await AttemptAsync($"enable {name}", () => EnableAsync(name, NameOf(name)));
        foreach (var name in installed.Schedule.Keys) await AttemptAsync($"unschedule {name}", () => Unschedule(name));
        return new PackagesApplied(_done, [.. _refused.Select(refused => refused.ToString())]);

        string NameOf(string name) => installed.Packages.GetValueOrDefault(name)?.ToString() ?? name;
    }

    // All that comes is on the disk before anything goes: a full disk must not leave a router with half of its packages.
    private InstallPlan Stage(InstalledState installed, IReadOnlyList<Upload> uploads, PackageTarget target)
    {
        while (true)
        {
            var plan = new Planner(target, installed, uploads).Make();
            if (plan.Put.FirstOrDefault(upload => !TryStage(upload)) is null) return plan;
            uploads = [];
        }
    }

    private bool TryStage(Upload upload)
    {
        Problem? problem;
        try
        {
            problem = store.Stage(upload);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            problem = new Problem(trouble.Message);
        }

        if (problem is not null) Refuse(Refused.Install(upload.File, problem));
        return problem is null;
    }

    private async Task RemoveAsync(string name, string package, string reason)
    {
        await unload(name);
        store.Remove(name);
        marks.Disable(name, false);
        Tell($"uninstalled {package}{(reason.Length > 0 ? ": " + reason : "")}");
    }

    private async Task DisableAsync(string name, string package)
    {
        await unload(name);
        marks.Disable(name, true);
        Tell($"disabled {package}");
    }

    private Task PutAsync(Upload upload, bool anew)
    {
        store.Put(upload.Name);
        if (anew) marks.Disable(upload.Name, false);
        File.Delete(upload.Path);
        Tell($"installed {upload.Manifest}");
        return Task.CompletedTask;
    }

    private Task EnableAsync(string name, string package)
    {
        marks.Disable(name, false);
        Tell($"enabled {package}");
        return Task.CompletedTask;
    }

    private Task Unschedule(string name)
    {
        marks.Schedule(name, PackageChange.None);
        return Task.CompletedTask;
    }

    private void Tell(string line)
    {
        _done.Add(line);
        log.LogInformation("{Done}", line);
    }

    private void Refuse(Refused refused)
    {
        _refused.Add(refused);
        log.LogError("{Refused}", refused.ToString());
    }

    private async Task AttemptAsync(string what, Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Refuse(new Refused(what, trouble.Message));
        }
    }
}
