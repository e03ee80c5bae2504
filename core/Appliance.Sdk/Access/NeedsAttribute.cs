namespace Appliance.Sdk.Access;

/// <summary>
/// What a user must be allowed to do. On a command: to run it; without the attribute a command needs <see cref="Policy.Write"/>.
/// On a menu's record: to change it, in addition to <see cref="Policy.Write"/>; seeing it needs <see cref="ToSee"/>.
/// </summary>
/// <param name="policies">All of these.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Policy policies) : Attribute
{
    /// <summary>All of these are needed.</summary>
    public Policy Policies { get; } = policies;

    /// <summary>On a menu's record: all of these are needed to see it. <see cref="Policy.None"/> for what everybody sees anyway, such as the name in the prompt.</summary>
    public Policy ToSee { get; init; } = Policy.Read;
}
