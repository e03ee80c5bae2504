using Appliance.Console.Language.Parsing;

namespace Appliance.Console.Importing;

/// <summary>Takes commands out of a file: a line each, or several that open brackets, quotes or a backslash hold together.</summary>
internal sealed class CommandReader(TextReader lines)
{
    private int _line;

    /// <summary>The next command that is more than blanks, and the number of its first line; null at the end.</summary>
    public (string Text, int Line)? Next()
    {
        string text;
        do
        {
            if (ReadLine() is not { } first) return null;
            text = first;
        }
        while (string.IsNullOrWhiteSpace(text));
        var start = _line;
        while (Continuation.Of(text).Length > 0 && ReadLine() is { } more) text += "\n" + more;
        return (text, start);
    }

    private string? ReadLine()
    {
        var line = lines.ReadLine();
        if (line is not null) _line++;
        return line;
    }
}
