using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.UsersPlugin.Accounts;

namespace Appliance.UsersPlugin.Logins;

/// <summary>Answers the engine from <c>/user</c> and <c>/user group</c>.</summary>
public sealed class UserDirectory(IConfig config, PasswordChecks checks) : IUserDirectory
{
    // Exports tell no passwords: who comes to this router by an import must not be a way in for everybody who can reach it.
    public UserAccount? Find(string user, IConfigView view) => view.Find<User>(user) is { Disabled: false } found
        ? new(view.Resolve(found.Group)?.Policy.Granted ?? Policy.None, !found.Password.IsEmpty, found.Address, IsLocalOnly: found.Password.IsUnset) : null;

    public Task<bool> CheckAsync(string user, string password, CancellationToken ct) => checks.CheckAsync(config.Current.Find<User>(user), password, ct);
}
