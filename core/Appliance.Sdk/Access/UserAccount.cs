using Appliance.Sdk.Values;

namespace Appliance.Sdk.Access;

/// <summary>What a user has.</summary>
/// <param name="Policies">What the user may do.</param>
/// <param name="HasPassword">Whether a password is asked for.</param>
/// <param name="From">Networks that the user may log in from; from everywhere when empty.</param>
/// <param name="IsLocalOnly">The user may come in by the machine's own console only.</param>
public sealed record UserAccount(Policy Policies, bool HasPassword, IReadOnlyList<Ip4Prefix> From, bool IsLocalOnly = false);
