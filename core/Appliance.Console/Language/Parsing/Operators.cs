using Appliance.Console.Language.Syntax;

namespace Appliance.Console.Language.Parsing;

/// <summary>Spelling and strength of operators.</summary>
internal static class Operators
{
    /// <summary>Everything binds more strongly than the comma.</summary>
    public const int AboveJoin = 1;

    // Longer spellings first.
    private static readonly (string Spelling, Operator Operator, int Strength)[] s_all =
    [
        ("and", Operator.And, 3), ("or", Operator.Or, 2), ("in", Operator.In, 4),
        ("&&", Operator.And, 3), ("||", Operator.Or, 2),
        ("<<", Operator.ShiftLeft, 8), (">>", Operator.ShiftRight, 8),
        ("<=", Operator.LessOrEqual, 4), (">=", Operator.GreaterOrEqual, 4), ("!=", Operator.NotEqual, 4),
        ("=", Operator.Equal, 4), ("<", Operator.Less, 4), (">", Operator.Greater, 4), ("~", Operator.Matches, 4),
        ("|", Operator.BitOr, 5), ("^", Operator.BitXor, 6), ("&", Operator.BitAnd, 7),
        (".", Operator.Concatenate, 9), ("+", Operator.Add, 10), ("-", Operator.Subtract, 10),
        ("*", Operator.Multiply, 11), ("/", Operator.Divide, 11), ("%", Operator.Remainder, 11),
        (",", Operator.Join, 0),
    ];

    /// <summary>Takes the operator at this place, if there is one.</summary>
    /// <param name="scan">The text.</param>
    /// <param name="onlyConditions">The open end of a command: only what compares and connects.</param>
    public static (Operator Operator, int Strength)? Take(Scanner scan, bool onlyConditions)
    {
        foreach (var (spelling, kind, strength) in s_all)
        {
            if (scan.Next != spelling[0] || !scan.Text.AsSpan(scan.At).StartsWith(spelling, StringComparison.Ordinal)) continue;
            if (char.IsAsciiLetter(spelling[0]) && (char.IsAsciiLetterOrDigit(scan.After(spelling.Length)) || scan.After(spelling.Length) is '-' or '_' or '=')) continue;
            if (onlyConditions && strength > 4) return null;
            scan.At += spelling.Length;
            return (kind, strength);
        }
        return null;
    }

    public static bool IsComparison(Operator kind) => kind is Operator.Equal or Operator.NotEqual or Operator.Less or Operator.Greater
        or Operator.LessOrEqual or Operator.GreaterOrEqual or Operator.Matches or Operator.In;
}
