using Appliance.Sdk.Menus;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Scripts;

namespace Appliance.SystemPlugin.Scheduling;

/// <summary>Something that the router does by itself at a time.</summary>
[Menu("/system scheduler", AutoName = "schedule"), PrintFlags("X disabled"), Help("Scripts run at their time")]
public sealed record ScheduledTask : NamedItem
{
    [Script, Brief, Help("Name of a script, or the text of one")] public string OnEvent { get; init; } = "";

    [Brief, Help("Day of the first run; today where none was typed")] public CalendarDate StartDate { get; init; }

    [Brief, Help("Time of the first run, now where none was typed; or startup: three seconds after each start of the router")] public StartTime StartTime { get; init; }

    [Brief, Between(0, 315_360_000), Help("Time between two runs; 0s runs once")] public TimeSpan Interval { get; init; }

    [State, Brief, Help("How often it was run since the start of the router")] public int RunCount { get; init; }

    [Name("owner"), Help("User in whose name it runs")] public string OwnedBy { get; init; } = "";

    [Help("What it may do")] public IReadOnlyList<ScriptPolicy> Policy { get; init; } = ScriptPolicies.All;

    [State, Help("When it is run next")] public DateTime? NextRun { get; init; }
}
