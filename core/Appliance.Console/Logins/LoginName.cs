using System.Globalization;
using System.Text.RegularExpressions;

namespace Appliance.Console.Logins;

/// <summary>
/// A name as typed at <c>Login:</c>, which may tell about the terminal: <c>admin+ct80w24h</c>. Programs that drive consoles log in so. Of
/// the options only the size means something here: this console has no colours to switch off and asks the terminal nothing.
/// </summary>
/// <param name="Name">The user.</param>
/// <param name="Width">Characters in a row; null for the window's.</param>
/// <param name="Height">Rows; null for the window's.</param>
public sealed partial record LoginName(string Name, int? Width, int? Height)
{
    private const int Largest = 65_535;

    /// <summary>What makes no sense as options is part of the name.</summary>
    public static LoginName Parse(string typed)
    {
        if (Options().Match(typed) is not { Success: true } match) return new(typed, null, null);
        int? width = null, height = null;
        foreach (var option in match.Groups["option"].Captures.Select(capture => capture.Value))
        {
            if (!int.TryParse(option[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > Largest) continue;
            if (option[^1] == 'w') width = number;
            else if (option[^1] == 'h') height = number;
        }
        return new(match.Groups["name"].Value, width, height);
    }

    [GeneratedRegex(@"\A(?<name>[^+]+)\+(?<option>[0-9]*[a-z])*\z")]
    private static partial Regex Options();
}
