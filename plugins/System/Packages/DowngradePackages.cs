using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Power;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package downgrade</c>: the reboot takes the oldest version that was uploaded.</summary>
[Help("Downgrade to the uploaded packages and reboot the router"), Needs(Policy.Write | Policy.Reboot)]
public sealed class DowngradePackages(IPackages packages, IPower power, ILoggerFactory loggers) : ICommand
{
    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (!await context.IsYesAsync("Router will be rebooted. Continue? [y/N]:", ct)) return null;
        if (packages.ScheduleDowngrade() is { } problem) return problem;
        loggers.CreateLogger("system").LogInformation("router is going to reboot for a downgrade, asked by {User}", context.Login.User);
        context.WriteLine("system will reboot shortly");
        await power.RebootAsync(ct);
        return null;
    }
}
