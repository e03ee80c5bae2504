using System.Buffers;
using System.Globalization;
using System.Text;

namespace Appliance.Engine.Commands;

/// <summary>Values as RouterOS writes them into commands: bare where that is safe, else in quotes, in ASCII alone.</summary>
public static class Quoting
{
    // Longer ones are quoted so that they can be cut at the end of a line.
    private const int LongestBare = 73;
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> s_bare = SearchValues.Create(LettersAndDigits + "-_.,:/@*+!<>");
    private static readonly SearchValues<char> s_bareInCondition = SearchValues.Create(LettersAndDigits + "-_.");

    /// <summary>As it stands behind <c>name=</c>.</summary>
    public static string Value(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= LongestBare && !value.ContainsAnyExcept(s_bare) ? value.ToString() : Quoted(value);

    /// <summary>As it stands in a condition of <c>find</c>, where more characters have a meaning.</summary>
    public static string Operand(ReadOnlySpan<char> value) =>
        value.Length > 0 && !value.ContainsAnyExcept(s_bareInCondition) ? value.ToString() : Quoted(value);

    private static string Quoted(ReadOnlySpan<char> value)
    {
        var to = new StringBuilder(value.Length + 8).Append('"');
        Span<byte> octets = stackalloc byte[4];
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii) Append(to, (char)rune.Value);
            else foreach (var octet in octets[..rune.EncodeToUtf8(octets)]) AppendHexadecimal(to, octet);
        }
        return to.Append('"').ToString();
    }

    private static void Append(StringBuilder to, char one)
    {
        switch (one)
        {
            case '"' or '\\' or '$' or '?': to.Append('\\').Append(one); break;
            case '\n': to.Append("\\n"); break;
            case '\r': to.Append("\\r"); break;
            case '\t': to.Append("\\t"); break;
            case < ' ' or '\x7f': AppendHexadecimal(to, (byte)one); break;
            default: to.Append(one); break;
        }
    }

    private static void AppendHexadecimal(StringBuilder to, byte octet) => to.Append(CultureInfo.InvariantCulture, $"\\{octet:X2}");
}
