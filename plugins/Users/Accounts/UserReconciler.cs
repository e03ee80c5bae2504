using Appliance.Sdk.Plugins;
using Appliance.UsersPlugin.Logins;

namespace Appliance.UsersPlugin.Accounts;

/// <summary>Nothing is to be done on the machine for a user.</summary>
public sealed class UserReconciler(LastLogins logins) : Reconciler<User>
{
    public override bool KeepsDisabled => true;

    public override User Observe(User item, IConfigView config) => item with { LastLoggedIn = logins.Of(item.Id) };
}
