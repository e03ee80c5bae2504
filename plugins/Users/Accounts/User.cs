using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.UsersPlugin.Groups;

namespace Appliance.UsersPlugin.Accounts;

/// <summary>Somebody who may log in.</summary>
[Menu("/user", Noun = "user {name}", NameTaken = "user with the same name already exists"), PrintFlags("X disabled"), Needs(Policy.Policy), Help("Users of the router")]
public sealed record User : NamedItem
{
    private const int LongestName = 64;

    [Brief, Help("What the user may do")] public required Ref<UserGroup> Group { get; init; }

    [Brief(Width = 18), Unset("0.0.0.0/0"), Help("Networks that the user may log in from")] public IReadOnlyList<Ip4Prefix> Address { get; init; } = [];

    [WriteOnly, Help("Password of the user")] public PasswordHash Password { get; init; }

    [State, Help("When the user came in last")] public DateTime? LastLoggedIn { get; init; }

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Name.Length > LongestName) yield return Problem.Failure($"name is longer than {LongestName} characters", "name");
        if (Name.Any(letter => char.IsControl(letter) || letter == '+')) yield return Problem.Failure("name contains + or control characters", "name");
        if (FullRights.LackIn(config) is { } problem) yield return problem;
    }

    public override IEnumerable<Problem> ValidateRemoval(IConfigView config)
    {
        if (!config.All<User>().Any() || FullRights.LackIn(config) is not null) yield return FullRights.Lack;
    }
}
