using Appliance.Sdk.Access;

namespace Appliance.SystemPlugin.Scripts;

/// <summary>Sets of policies as lists, the way they are typed.</summary>
internal static class ScriptPolicies
{
    public static IReadOnlyList<ScriptPolicy> All { get; } = Enum.GetValues<ScriptPolicy>();

    /// <summary>All in one.</summary>
    public static Policy Together(this IEnumerable<ScriptPolicy> policies) => policies.Aggregate(Policy.None, (all, policy) => all | (Policy)policy);

    /// <summary>Each once, in the order of print.</summary>
    public static IReadOnlyList<ScriptPolicy> InOrder(this IReadOnlyList<ScriptPolicy> policies) => [.. policies.Distinct().Order()];
}
