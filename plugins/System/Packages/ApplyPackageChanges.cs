using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package apply-changes</c>: what the next reboot would do to packages, without a reboot.</summary>
[Help("Install uploaded packages and carry out what is scheduled, without a reboot"), Needs(Policy.Write)]
public sealed class ApplyPackageChanges(IPackages packages) : ICommand
{
    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        var applied = await packages.ApplyAsync(ct);
        foreach (var line in applied.Done) context.WriteLine(line);
        foreach (var line in applied.Refused.SkipLast(1)) context.WriteLine($"failure: {line}");
        return applied.Refused.Count == 0 ? null : Problem.Failure(applied.Refused[^1]);
    }
}
