using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.UsersPlugin.Accounts;
using Appliance.UsersPlugin.Groups;
using Appliance.UsersPlugin.Logins;
using Microsoft.Extensions.DependencyInjection;

namespace Appliance.UsersPlugin;

/// <summary>Who may use the router, and for what.</summary>
public sealed class UsersPlugin : IPlugin
{
    public void Register(IPluginBuilder plugin)
    {
        plugin.Services.AddSingleton<PasswordChecks>().AddSingleton<LastLogins>().AddSingleton<UserDirectory>();
        plugin
            .Menu<UserGroup>(menu => menu.Factory(_ => FactoryGroups.All))
            .Menu<User, UserReconciler>(menu => menu.Factory(config =>
                [new User { Name = "admin", Group = Ref<UserGroup>.To(config.Find<UserGroup>(FactoryGroups.Full)!), Password = PasswordHash.Empty, Comment = "system default user" }])
                // A password that was not there was the empty one.
                .Migrate(2, values => values["password"] ??= ""))
            .Menu<ActiveRow>(menu => menu.Rows<ActiveRows>())
            .Command<ChangePassword>("/password")
            .Service<UserService>();
    }
}
