using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Packages;

/// <summary>Notes what becomes of packages at the next reboot.</summary>
[Needs(Policy.Write)]
public abstract class ScheduleCommand(IPackages packages, PackageChange change) : ICommand
{
    [Unnamed, Items, Help("List of item numbers or names")] public required IReadOnlyList<string> Numbers { get; init; }

    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct) => Task.FromResult(packages.Schedule([.. Numbers], change));
}
