using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Packages.Installing;

/// <summary>What may be scheduled.</summary>
internal static class ScheduleRules
{
    /// <summary>The schedule with one more wish about packages.</summary>
    /// <param name="installed">What there is, with the schedule so far.</param>
    /// <param name="names">Packages.</param>
    /// <param name="change">The wish; one that is true already takes an earlier wish back.</param>
    /// <param name="target">This router.</param>
    /// <param name="problem">Why it may not be, else null.</param>
    public static IReadOnlyDictionary<string, PackageChange> Add(
        InstalledState installed, IReadOnlyCollection<string> names, PackageChange change, PackageTarget target, out Problem? problem)
    {
        var next = installed.Schedule.ToDictionary();
        problem = null;
        foreach (var name in names)
        {
            problem ??= Check(installed, name, change);
            next.Remove(name);
            var done = change == PackageChange.Disable && installed.Disabled.Contains(name) || change == PackageChange.Enable && !installed.Disabled.Contains(name);
            if (change != PackageChange.None && !done) next[name] = change;
        }

        // Taking back is always possible; what does not go together any more is refused when it is due.
        if (problem is not null || change == PackageChange.None) return next;
        var before = new Planner(target, installed, []).Make().Refused;
        var after = new Planner(target, installed with { Schedule = next }, []).Make().Refused;
        if (after.Except(before).FirstOrDefault() is { } refused) problem = Problem.Failure(refused.Reason);
        return next;
    }

    private static Problem? Check(InstalledState installed, string name, PackageChange change) =>
        !installed.Has(name) ? Problem.Failure($"package {name} is not installed")
        : name != InstallRules.SystemPackage ? null
        : change == PackageChange.Uninstall ? Problem.Failure("package system can not be uninstalled")
        : change == PackageChange.Disable ? Problem.Failure("package system can not be disabled")
        : null;
}
