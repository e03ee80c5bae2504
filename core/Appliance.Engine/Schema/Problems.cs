using Appliance.Sdk.Values;

namespace Appliance.Engine.Schema;

/// <summary>Sentences about values, in RouterOS's words.</summary>
public static class Problems
{
    public static Problem NoMatch(string property) => new($"input does not match any value of {property}", property);

    public static Problem Ambiguous(string property) => new($"ambiguous value of {property}, more than one possible value matches input", property);

    public static Problem Required(string property, string noun) => new($"invalid value of {property}, {noun} required", property);

    public static Problem Invalid(string property) => new($"invalid value for argument {property}", property);

    public static Problem InvalidTime(string property) => new($"invalid time value for argument {property}", property);

    public static Problem Trailing(string property) => new($"value of {property} contains invalid trailing characters", property);

    public static Problem Range(string property, string least, string most, string between = "..") => new($"value of {property} is out of range ({least}{between}{most})", property);

    public static Problem Missing(IEnumerable<string> properties)
    {
        var names = properties.ToList();
        return new($"missing value(s) of argument(s) {string.Join(' ', names)}", names.FirstOrDefault());
    }

    public static Problem Unknown(string property) => new($"bad parameter {property}", property);

    public static Problem NoSuchItem { get; } = new("no such item");
}
