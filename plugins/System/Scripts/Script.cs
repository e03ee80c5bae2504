using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>A script of the router.</summary>
[Menu("/system script", AutoName = "script", CanDisable = false), PrintFlags("I invalid"), Help("Scripts")]
public sealed record Script : NamedItem
{
    [Brief, Name("owner"), Help("User in whose name it was written")] public string OwnedBy { get; init; } = "";

    [Help("What the script may do; who runs it must be allowed the same")] public IReadOnlyList<ScriptPolicy> Policy { get; init; } = ScriptPolicies.All;

    [Help("Whether anybody may run it, with no more rights than the own")] public bool DontRequirePermissions { get; init; }

    [State, Brief, Help("When it was run last")] public DateTime? LastStarted { get; init; }

    [State, Brief, Help("How often it was run since the start of the router")] public int RunCount { get; init; }

    [Script, Help("Text of the script")] public string Source { get; init; } = "";
}
