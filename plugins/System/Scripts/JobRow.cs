using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>A script that is running.</summary>
[Menu("/system script job", ReadOnly = true, Removable = true), Help("Running scripts")]
public sealed record JobRow : Item
{
    [State, Brief, Help("Name of the script")] public string Script { get; init; } = "";

    [State, Brief, Name("owner"), Help("In whose name it runs")] public string OwnedBy { get; init; } = "";

    [State, Brief, Help("When it was started")] public DateTime Started { get; init; }
}
