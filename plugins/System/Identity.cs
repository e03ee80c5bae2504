using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin;

/// <summary>The router's name, as prompts and neighbours show it.</summary>
[Menu("/system identity", Noun = "system identity"), Help("System identity")]
[Needs(Policy.None, ToSee = Policy.None)]
public sealed record Identity : Settings
{
    private const int LongestName = 64;

    [Help("New system identity")] public string Name { get; init; } = "MikroTik";

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Name.Length == 0) yield return Problem.Failure("name is empty", "name");
        if (Name.Length > LongestName) yield return Problem.Failure($"name is longer than {LongestName} characters", "name");
        if (Name.Any(char.IsControl)) yield return Problem.Failure("name contains control characters", "name");
    }
}
