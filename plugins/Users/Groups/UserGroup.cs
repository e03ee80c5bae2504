using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.UsersPlugin.Accounts;

namespace Appliance.UsersPlugin.Groups;

/// <summary>What its users may do.</summary>
[Menu("/user group", Noun = "user group {name}", CanDisable = false), DetailedPrint, Needs(Sdk.Access.Policy.Policy), Help("Groups of users, and what they may do")]
public sealed record UserGroup : NamedItem
{
    [Help("What users of the group may do")] public PolicyList Policy { get; init; }

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (FactoryGroups.Names.Any(name => config.Find<UserGroup>(name) is null)) yield return Problem.Failure("can not rename default group", "name");
        if (FullRights.LackIn(config) is { } problem) yield return problem;
    }

    public override IEnumerable<Problem> ValidateRemoval(IConfigView config)
    {
        if (FactoryGroups.Names.Contains(Name)) yield return Problem.Failure("can not remove default group");
        else if (config.All<User>().FirstOrDefault(user => user.Group.Id == Id) is { } member) yield return Problem.Failure($"can not remove group, user {member.Name} is in it");
    }
}
