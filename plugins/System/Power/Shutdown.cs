using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Power;

/// <summary><c>/system shutdown</c>.</summary>
[Help("Shut down the router"), Needs(Policy.Reboot)]
public sealed class Shutdown(IPower power, ILoggerFactory loggers) : ICommand
{
    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (!await context.IsYesAsync("Shutdown, yes? [y/N]:", ct)) return null;
        loggers.CreateLogger("system").LogInformation("router is going to shut down, asked by {User}", context.Login.User);
        context.WriteLine("system will shutdown promptly");
        await power.PowerOffAsync(ct);
        return null;
    }
}
