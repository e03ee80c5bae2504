using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.History;

/// <summary>Policies by their names: <c>write,policy</c>.</summary>
public readonly record struct PolicyNames(Policy Value) : IMenuValue<PolicyNames>
{
    public static string Noun => "policy";

    public static int Width => 0;

    public static bool TryParse(string text, out PolicyNames value)
    {
        var known = Enum.TryParse<Policy>(text, true, out var policies);
        value = new(policies);
        return known;
    }

    public override string ToString()
    {
        var value = Value;
        return string.Join(',', Enum.GetValues<Policy>()
            .Where(policy => policy is not (Policy.None or Policy.All) && value.HasFlag(policy)).Select(policy => policy.ToString().ToLowerInvariant()));
    }
}
