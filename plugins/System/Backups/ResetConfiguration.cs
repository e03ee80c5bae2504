using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Power;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Backups;

/// <summary><c>/system reset-configuration</c>. Packages and files stay.</summary>
[Help("Reset the configuration to that of a new router"), Needs(Policy.Write | Policy.Policy | Policy.Sensitive | Policy.Reboot)]
public sealed class ResetConfiguration(IConfigurationArchive archive, BackupWriter writer, RunAfterReset after, IFileStore files, IPower power, ILoggerFactory loggers) : ICommand
{
    private const string Users = "/user";
    private static readonly FilePath s_backup = new("auto-before-reset.backup");

    [Help("Keep users and their passwords")] public bool KeepUsers { get; set; }

    [Help("Load no default configuration; a router has none but its first user and its first logging rules")] public bool NoDefaults { get; set; }

    [Help("Make no backup first")] public bool SkipBackup { get; set; }

    [Help("Script file that is run once after the reset")] public FilePath RunAfterReset { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (!RunAfterReset.IsNone && !files.Exists(RunAfterReset)) return Problem.Failure("no such file", "run-after-reset");
        if (!await context.IsYesAsync("Dangerous! Reset anyway? [y/N]:", ct)) return null;
        if (!SkipBackup) await writer.WriteAsync(s_backup, null, ct);
        await StoreTrouble.ShownAsync(() => archive.ResetAsync(menu => KeepUsers && (menu == Users || menu.StartsWith(Users + " ", StringComparison.Ordinal)), ct));
        if (!RunAfterReset.IsNone) after.Remember(RunAfterReset, KeepUsers ? context.Login.User : "admin");
        loggers.CreateLogger("system").LogInformation("configuration is reset by {User}", context.Login.User);
        context.WriteLine("system configuration will be reset");
        await power.RebootAsync(ct);
        return null;
    }
}
