using System.Text;
using Appliance.Engine.Commands;

namespace Appliance.Console.Exporting;

/// <summary>
/// Writes commands and breaks their lines where RouterOS does: between words, behind <c>name=</c>, and inside long strings. What it
/// reads together again is the same command.
/// </summary>
/// <param name="to">Gets lines that end with a bare <c>\n</c>.</param>
/// <param name="width">Characters of a line; <see cref="int.MaxValue"/> for lines that are broken inside strings only, before each line end that a string holds.</param>
internal sealed class CommandLines(TextWriter to, int width)
{
    private const int Narrowest = 20;
    private const int FlushAt = 1 << 15;
    private const string Indent = "    ";
    // The backslash at the end of a line keeps two columns free before it between words, and one inside a string.
    private readonly int _words = width == int.MaxValue ? width : Math.Max(width, Narrowest) - 3;
    private readonly int _characters = width == int.MaxValue ? width : Math.Max(width, Narrowest) - 2;
    private readonly StringBuilder _text = new();
    private int _lineStart;

    private int Length => _text.Length - _lineStart;

    /// <summary>A whole line of its own.</summary>
    public void Line(string text)
    {
        _text.Append(text).Append('\n');
        _lineStart = _text.Length;
    }

    /// <summary>A command.</summary>
    public void Command(IEnumerable<CommandWord> words)
    {
        foreach (var word in words) Word(word);
        _text.Append('\n');
        _lineStart = _text.Length;
        if (_text.Length >= FlushAt) Flush();
    }

    public void Flush()
    {
        foreach (var chunk in _text.GetChunks()) to.Write(chunk.Span);
        _text.Clear();
        _lineStart = 0;
        to.Flush();
    }

    private void Word(CommandWord word)
    {
        if (word.Value is { } value && value[0] == '"' && (Indent.Length + value.Length > _words || value.Contains("\\n", StringComparison.Ordinal))) String(word.Name, value);
        else if (Fits(word.Name.Length + (word.Value is null ? 0 : 1 + word.Value.Length))) Append(word);
        else if (word.Value is not null && Fits(word.Name.Length + 1)) AppendValueBelow(word.Name, word.Value);
        else
        {
            Break(" \\");
            if (word.Value is null || Fits(word.Name.Length + 1 + word.Value.Length)) Append(word);
            else AppendValueBelow(word.Name, word.Value);
        }
    }

    private bool Fits(int more) => Length + Gap + more <= _words;

    private int Gap => Length == 0 || IsIndented ? 0 : 1;

    private bool IsIndented => Length == Indent.Length && _text[^1] == ' ';

    private void Append(CommandWord word)
    {
        _text.Append(' ', Gap).Append(word.Name);
        if (word.Value is not null) _text.Append('=').Append(word.Value);
    }

    private void AppendValueBelow(string name, string value)
    {
        _text.Append(' ', Gap).Append(name).Append('=');
        Break("\\");
        _text.Append(value);
    }

    private void String(string name, string value)
    {
        if (Length + Gap + name.Length + 2 > _characters) Break(" \\");
        _text.Append(' ', Gap).Append(name).Append('=');
        for (var at = 0; at < value.Length;)
        {
            var length = value[at] != '\\' ? 1 : char.IsAsciiHexDigitUpper(value[at + 1]) ? 3 : 2;
            var unit = value.AsSpan(at, length);
            if (unit is "\\n" && !IsIndented || Length + length > _characters) Break("\\");
            // Blanks at the start of a line are swallowed when it is read.
            _text.Append(unit is " " && IsIndented ? "\\_" : unit);
            at += length;
        }
    }

    private void Break(string end)
    {
        _text.Append(end).Append('\n');
        _lineStart = _text.Length;
        _text.Append(Indent);
    }
}
