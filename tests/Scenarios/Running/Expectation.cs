using System.Text;
using System.Text.RegularExpressions;

namespace Scenarios.Running;

/// <summary>
/// Text in which placeholders stand for what differs by nature. <c>&lt;mac&gt;</c> is any address; <c>&lt;mac......&gt;</c> stands in a column: value
/// and blanks are as wide as the placeholder. <c>&lt;mac=one&gt;</c> also keeps the value: the next <c>&lt;mac=one&gt;</c> must be the same.
/// </summary>
public sealed partial class Expectation
{
    private static readonly Dictionary<string, string> s_kinds = new()
    {
        ["mac"] = "[0-9A-F]{2}(?::[0-9A-F]{2}){5}",
        ["number"] = "[0-9]+",
        ["time"] = "[0-9wdhms:.]*[0-9wdhms]",
        ["date"] = "[a-z]{3}/[0-9]{2}/[0-9]{4}",
        ["any"] = "[^\n]*?",
    };

    private readonly Dictionary<string, string> _values = [];

    /// <summary>Values kept so far, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Puts kept values in the place of their placeholders.</summary>
    public string Fill(string text) => Placeholder().Replace(text, match => _values.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    /// <summary>Whether the text is as expected; keeps the values of named placeholders when it is.</summary>
    public bool Matches(string expected, string actual)
    {
        var places = Placeholder().Matches(expected);
        var pattern = new StringBuilder("\\A");
        var at = 0;
        for (var i = 0; i < places.Count; i++)
        {
            pattern.Append(Regex.Escape(expected[at..places[i].Index])).Append($"(?<p{i}>{Pattern(places[i])})");
            at = places[i].Index + places[i].Length;
        }
        pattern.Append(Regex.Escape(expected[at..])).Append("\\z");
        var match = Regex.Match(actual, pattern.ToString(), RegexOptions.CultureInvariant);
        return match.Success && places.Select((place, i) => Keep(place, match.Groups[$"p{i}"].Value.Trim(' '))).All(same => same);
    }

    // A column is as wide as its placeholder, whatever it holds.
    private static string Pattern(Match place) => place.Groups["wide"].Length == 0 ? s_kinds[place.Groups["kind"].Value] : $"[^\n]{{{place.Length}}}";

    private bool Keep(Match place, string value)
    {
        var name = place.Groups["name"].Value;
        if (!Regex.IsMatch(value, $"\\A{s_kinds[place.Groups["kind"].Value]}\\z")) return false;
        if (name.Length > 0 && !_values.TryAdd(name, value)) return _values[name] == value;
        return true;
    }

    [GeneratedRegex("<(?<kind>mac|number|time|date|any)(?:=(?<name>[a-z][a-z0-9]*))?(?<wide>\\.*)>")]
    private static partial Regex Placeholder();
}
