namespace Appliance.Sdk.Access;

/// <summary>
/// What a user must be allowed to do. On a command: to run it; without the attribute a command needs <see cref="Policy.Write"/>.
/// On a menu's record: to change it, in addition to <see cref="Policy.Write"/>; seeing it needs <see cref="Policy.Read"/>.
/// </summary>
/// <param name="policies">All of these.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(Policy policies) : Attribute
{
    /// <summary>All of these are needed.</summary>
    public Policy Policies { get; } = policies;
}
