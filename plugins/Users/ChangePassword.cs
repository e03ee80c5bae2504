using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.UsersPlugin.Accounts;
using Appliance.UsersPlugin.Logins;

namespace Appliance.UsersPlugin;

/// <summary><c>/password</c>: lets users change their own one, also those who may not write anything else.</summary>
[Help("Change password"), Needs(Policy.Password)]
public sealed class ChangePassword(PasswordChecks checks) : ICommand
{
    private static readonly Problem s_cancelled = new("action cancelled");

    [Sensitive, Help("The password now")] public string? OldPassword { get; set; }

    [Sensitive, Help("The password from now on")] public string? NewPassword { get; set; }

    [Sensitive, Help("The new password once more")] public string? ConfirmNewPassword { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if ((OldPassword ?? await context.AskSecretAsync("old password: ", ct)) is not { } old) return s_cancelled;
        if (!await checks.CheckAsync(context.Config.Find<User>(context.Login.User), old, ct)) return Problem.Failure("incorrect old password", "old-password");
        if ((NewPassword ?? await context.AskSecretAsync("new password: ", ct)) is not { } wanted) return s_cancelled;
        if ((ConfirmNewPassword ?? await context.AskSecretAsync("retype new password: ", ct)) is not { } again) return s_cancelled;
        if (wanted != again) return Problem.Failure("passwords do not match", "confirm-new-password");
        var hash = await Task.Run(() => PasswordHash.Of(wanted), ct);
        return (await context.CommitAsync(editor => Put(editor, context.Login.User, hash), ct)).FirstOrDefault();
    }

    private static IEnumerable<Problem> Put(IConfigEditor editor, string name, PasswordHash hash)
    {
        if (editor.Find<User>(name) is not { } user) return [new Problem("no such item")];
        editor.Set(user with { Password = hash });
        return [];
    }
}
