namespace Appliance.Console.Language.Parsing;

/// <summary>A place in the text, and what can be skipped there.</summary>
/// <param name="text">What is read.</param>
/// <param name="firstLine">The number of its first line.</param>
internal sealed class Scanner(string text, int firstLine = 1)
{
    public string Text { get; } = text;

    public int At { get; set; }

    public bool AtEnd => At >= Text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Next => At < Text.Length ? Text[At] : '\0';

    public char After(int count) => At + count < Text.Length ? Text[At + count] : '\0';

    /// <summary>Blanks, and line ends that a backslash hides.</summary>
    public void SkipBlanks()
    {
        while (true)
        {
            if (Next is ' ' or '\t' or '\r') At++;
            else if (IsHiddenLineEnd) At += After(1) == '\n' ? 2 : 3;
            else return;
        }
    }

    /// <summary>Whether the line ends here, and a backslash says that it goes on in the next one.</summary>
    public bool IsHiddenLineEnd => Next == '\\' && (After(1) == '\n' || After(1) == '\r' && After(2) == '\n');

    /// <summary>Blanks and line ends.</summary>
    public void SkipSpace()
    {
        while (true)
        {
            SkipBlanks();
            if (Next != '\n') return;
            At++;
        }
    }

    public bool Take(char expected)
    {
        if (Next != expected || AtEnd) return false;
        At++;
        return true;
    }

    public bool Take(string expected)
    {
        if (!Text.AsSpan(At).StartsWith(expected, StringComparison.Ordinal)) return false;
        At += expected.Length;
        return true;
    }

    /// <summary>Takes as many characters as fit.</summary>
    public string TakeWhile(Func<char, bool> fits)
    {
        var start = At;
        while (At < Text.Length && fits(Text[At])) At++;
        return Text[start..At];
    }

    /// <summary><c>(line 1 column 5)</c>.</summary>
    public static string Place(string text, int at, int firstLine = 1)
    {
        var line = firstLine;
        var start = 0;
        for (var i = 0; i < at && i < text.Length; i++)
        {
            if (text[i] != '\n') continue;
            line++;
            start = i + 1;
        }
        return $"(line {line} column {at - start + 1})";
    }

    public string Place(int at) => Place(Text, at, firstLine);

    public SyntaxException Error(string what, int at) => new($"{what} {Place(at)}");

    public SyntaxException Error(string what) => Error(what, At);
}
