using System.Buffers;

namespace Appliance.Console.Completion;

/// <summary>Names and other text as they have to be typed.</summary>
internal static class QuotedText
{
    private static readonly SearchValues<char> s_special = SearchValues.Create(" \t\r\n;[]{}()\"$\\=,#?");

    public static bool NeedsQuotes(string text) => text.AsSpan().ContainsAny(s_special);

    /// <summary>What goes between the quotes.</summary>
    public static string Inside(string text) =>
        text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("$", "\\$").Replace("?", "\\?").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t");
}
