using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Power;

/// <summary><c>/system reboot</c>.</summary>
[Help("Reboot the router"), Needs(Policy.Reboot)]
public sealed class Reboot(IPower power, ILoggerFactory loggers) : ICommand
{
    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (!await context.IsYesAsync("Reboot, yes? [y/N]:", ct)) return null;
        loggers.CreateLogger("system").LogInformation("router is going to reboot, asked by {User}", context.Login.User);
        context.WriteLine("system will reboot shortly");
        await power.RebootAsync(ct);
        return null;
    }
}
