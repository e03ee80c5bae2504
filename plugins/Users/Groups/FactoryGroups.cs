using Appliance.Sdk.Access;

namespace Appliance.UsersPlugin.Groups;

/// <summary>The groups that every router has.</summary>
internal static class FactoryGroups
{
    public const string Full = "full";
    private const Policy Reading = Policy.Local | Policy.Telnet | Policy.Ssh | Policy.Reboot | Policy.Read | Policy.Test | Policy.Winbox | Policy.Password | Policy.Web | Policy.Sniff | Policy.Api;

    public static IReadOnlyList<UserGroup> All =>
    [
        new() { Name = "read", Policy = new(Reading) },
        new() { Name = "write", Policy = new(Reading | Policy.Write) },
        new() { Name = Full, Policy = new(Policy.All) },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(group => group.Name)];
}
