using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>A global variable.</summary>
[Menu("/system script environment", ReadOnly = true, Removable = true), Help("List of all variables")]
public sealed record VariableRow : NamedItem
{
    /// <summary>Whose it is.</summary>
    [NotAProperty] public string User { get; init; } = "";

    [State, Brief, Help("Value of the variable")] public string Value { get; init; } = "";
}
