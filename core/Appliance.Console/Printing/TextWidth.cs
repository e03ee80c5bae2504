using System.Buffers;
using System.Globalization;
using System.Text;

namespace Appliance.Console.Printing;

/// <summary>How many columns of a terminal a text takes.</summary>
public static class TextWidth
{
    // From blank to tilde: one column each, the only characters most prints have.
    private static readonly SearchValues<char> s_plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    // First and last code points of the blocks that terminals draw two columns wide.
    private static readonly (int First, int Last)[] s_wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x2329, 0x232A), (0x23E9, 0x23EC), (0x2E80, 0x303E), (0x3041, 0x33FF), (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Whether every character takes one column and can be shown as it is.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(s_plain);

    /// <summary>Columns of a text; control characters count as the one column of their substitute.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (IsPlain(text)) return text.Length;
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Of(rune);
        return width;
    }

    /// <summary>Columns of one character: 0 for combining marks, 2 for wide ones.</summary>
    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300) return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        foreach (var (first, last) in s_wide)
        {
            if (rune.Value < first) return 1;
            if (rune.Value <= last) return 2;
        }
        return 1;
    }

    /// <summary>How much of the text fits into so many columns.</summary>
    public static (int Chars, int Columns) Fit(ReadOnlySpan<char> text, int columns)
    {
        var (chars, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var width = Of(rune);
            if (used + width > columns) break;
            used += width;
            chars += rune.Utf16SequenceLength;
        }
        return (Math.Min(chars, text.Length), used);
    }

    /// <summary>What is shown of a character: control characters could steer the reader's terminal, so they become a blank.</summary>
    public static char Visible(char one) => char.IsControl(one) ? ' ' : one;

    internal static void AppendVisible(PrintBuffer to, ReadOnlySpan<char> text)
    {
        if (IsPlain(text)) to.Append(text);
        else foreach (var one in text) to.Append(Visible(one));
    }

    internal static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);
}
