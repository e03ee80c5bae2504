using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Power;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Backups;

/// <summary><c>/system backup load</c>: checks everything first, asks, and lets the next start do it.</summary>
[Help("Restore the configuration from a file"), Needs(Policy.Write | Policy.Policy | Policy.Sensitive | Policy.Reboot)]
public sealed class LoadBackup(IConfigurationArchive archive, IFileStore files, IPower power, ILoggerFactory loggers) : ICommand
{
    [Help("Name of the file")] public required FilePath Name { get; set; }

    [Sensitive, Help("Password that the file was encrypted with")] public string? Password { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (Name.IsNone) return new Problem("missing value(s) of argument(s) name", "name");
        var file = files.Exists(BackupName.Of(Name)) ? BackupName.Of(Name) : Name;
        var backup = await OpenAsync(file, Password, ct);
        if (backup.NeedsPassword) backup = await OpenAsync(file, await context.AskSecretAsync("password: ", ct) ?? "", ct);
        if (backup.RestoreAsync is not { } restore) return backup.Problem;
        if (!await context.IsYesAsync("Restore and reboot? [y/N]:", ct)) return null;
        context.WriteLine("Restoring system configuration");
        await StoreTrouble.ShownAsync(restore);
        loggers.CreateLogger("system").LogInformation("configuration is restored from {File} by {User}", file.ToString(), context.Login.User);
        context.WriteLine("System configuration restored, rebooting now");
        await power.RebootAsync(ct);
        return null;
    }

    private async Task<ArchivedConfiguration> OpenAsync(FilePath file, string? password, CancellationToken ct)
    {
        await using var stream = files.OpenRead(file);
        return await archive.OpenAsync(stream, password, ct);
    }
}
