using Appliance.Sdk.Access;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Backups;

/// <summary><c>/system backup save</c>.</summary>
[Help("Save the configuration to a file"), Needs(Policy.Write | Policy.Policy | Policy.Sensitive)]
public sealed class SaveBackup(BackupWriter writer, IMachine machine, ILoggerFactory loggers) : ICommand
{
    [Help("Name of the file; identity, date and time where none is given")] public FilePath Name { get; set; }

    [Sensitive, Help("Password that encrypts the file")] public string Password { get; set; } = "";

    [Help("Write a file that everybody can read, whatever the password")] public bool DontEncrypt { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        var file = Name.IsNone ? BackupName.Of(context.Config.Settings<Identity>().Name, machine.Now.DateTime) : BackupName.Of(Name);
        var password = DontEncrypt ? "" : Password;
        await writer.WriteAsync(file, password, ct);
        loggers.CreateLogger("system").LogInformation("configuration backup {File} saved by {User}", file.ToString(), context.Login.User);
        context.WriteLine("Configuration backup saved");
        if (password.Length == 0) context.WriteLine("it is not encrypted: who can read the file, can read the passwords in it");
        return null;
    }
}
