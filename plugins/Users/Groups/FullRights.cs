using Appliance.Sdk.Access;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.UsersPlugin.Accounts;

namespace Appliance.UsersPlugin.Groups;

/// <summary>Somebody must always be able to give rights back: a user who sees, writes, and writes users.</summary>
internal static class FullRights
{
    private const Policy Enough = Policy.Read | Policy.Write | Policy.Policy;

    /// <summary>Null where such a user is left, or where there are no users yet.</summary>
    public static Problem? LackIn(IConfigView config) =>
        config.All<User>().Any(user => !user.Disabled && config.Resolve(user.Group) is { } group && group.Policy.Granted.HasFlag(Enough)) || !config.All<User>().Any()
            ? null : Lack;

    public static Problem Lack => Problem.Failure("can not remove, disable or demote the last user with full rights");
}
