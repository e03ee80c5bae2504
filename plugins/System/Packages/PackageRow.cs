using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Packages;

/// <summary>An installed package.</summary>
[Menu("/system package", ReadOnly = true), PrintFlags("X disabled"), Help("Software packages")]
public sealed record PackageRow : NamedItem
{
    [State, Brief, Help("Version of the package")] public string Version { get; init; } = "";

    [State, Help("When the package was built")] public DateTime BuildTime { get; init; }

    [State, Brief, Help("What happens at the next reboot")] public string Scheduled { get; init; } = "";
}
