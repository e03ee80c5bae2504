using System.Text.RegularExpressions;

namespace Appliance.Packages.Container;

/// <summary>Order of versions: <c>3.9</c> before <c>3.11beta2</c>, <c>3.11rc1</c>, <c>3.11</c> and <c>3.11.1</c>.</summary>
internal sealed partial class PackageVersion : IComparer<string>
{
    public static PackageVersion Order { get; } = new();

    public int Compare(string? x, string? y) => Key(x).CompareTo(Key(y));

    private static (int, int, int, int, int) Key(string? version)
    {
        var parts = Form().Match(version ?? "");
        return (Number("major"), Number("minor"), Number("patch"), parts.Groups["stage"].Value switch { "beta" => 0, "rc" => 1, _ => 2 }, Number("try"));

        int Number(string part) => int.TryParse(parts.Groups[part].Value, out var number) ? number : 0;
    }

    [GeneratedRegex(@"\A(?<major>\d+)\.(?<minor>\d+)(\.(?<patch>\d+))?((?<stage>beta|rc)(?<try>\d+))?\z")]
    private static partial Regex Form();
}
