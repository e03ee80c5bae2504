using System.Text;
using Appliance.Console.Printing;

namespace Appliance.Console.Editing;

/// <summary>
/// Shows prompt and line in one row of the terminal; a line that is longer scrolls under the prompt, with <c>&lt;</c> and
/// <c>&gt;</c> where it goes on. As it never takes a second row, a window of another size needs nothing but a repaint.
/// </summary>
internal sealed class LineView(string prompt)
{
    // Where the visible part begins, kept so that the text does not jump at every step.
    private int _first;

    public string Prompt { get; } = prompt;

    /// <summary>The whole row anew, and the cursor on its place.</summary>
    public string Paint(EditedLine line, int width, bool echo)
    {
        var (text, cursor) = echo ? (line.Text, line.Cursor) : ("", 0);
        var prompt = ShownPrompt(width);
        var room = Math.Max(1, width - TextWidth.Of(prompt) - 1);
        _first = FirstShown(text, cursor, room);
        var (shown, columns) = TextWidth.Fit(text.AsSpan(_first), room);
        var end = _first + shown;
        var row = new StringBuilder("\r").Append(prompt);
        var visible = new StringBuilder();
        for (var i = _first; i < end; i++) visible.Append(TextWidth.Visible(text[i]));
        if (_first > 0 && Margin(room) > 0) Mark(visible, 0, '<');
        if (end < text.Length && Margin(room) > 0) Mark(visible, visible.Length - 1, '>');
        row.Append(visible).Append("\u001b[K");
        var back = columns - TextWidth.Of(text.AsSpan(_first, cursor - _first));
        if (back > 0) row.Append($"\u001b[{back}D");
        return row.ToString();
    }

    /// <summary>Whether the whole line is to be seen in one row.</summary>
    public bool Fits(string text, int width) => TextWidth.Of(ShownPrompt(width)) + TextWidth.Of(text) < width && ShownPrompt(width) == Prompt;

    private string ShownPrompt(int width)
    {
        // However long the prompt, a third of the row is for what is typed.
        var room = width - Math.Max(width / 3, 10);
        if (TextWidth.Of(Prompt) <= room) return Prompt;
        var start = Prompt.Length;
        while (start > 0 && TextWidth.Of(Prompt.AsSpan(start - 1)) <= room) start--;
        return Prompt[start..];
    }

    private int FirstShown(string text, int cursor, int room)
    {
        if (TextWidth.Of(text) <= room) return 0;
        var first = Math.Min(_first, cursor);
        var margin = Margin(room);
        if (first > 0 && TextWidth.Of(text.AsSpan(first, cursor - first)) < margin) first = StartSoThat(text, cursor, room / 2);
        if (TextWidth.Of(text.AsSpan(first, cursor - first)) > room - margin) first = StartSoThat(text, cursor, room - Math.Max(margin, room / 3));
        return first;
    }

    // Columns between the cursor and the edges: a mark, and a character, both of which may be wide. A tiny window has no marks.
    private static int Margin(int room) => room >= 12 ? 4 : 0;

    // The first offset from which the cursor is at most so many columns away.
    private static int StartSoThat(string text, int cursor, int columns)
    {
        var start = cursor;
        while (start > 0 && TextWidth.Of(text.AsSpan(start - 1, cursor - start + 1)) <= columns) start--;
        return start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : start;
    }

    private static void Mark(StringBuilder visible, int at, char mark)
    {
        if (visible.Length == 0 || char.IsSurrogate(visible[at])) return;
        // A wide character gives way to the mark and a blank, so that the columns after it stay.
        var wide = TextWidth.Of(visible.ToString(at, 1)) == 2;
        visible[at] = mark;
        if (wide) visible.Insert(mark == '<' ? at + 1 : at, ' ');
    }
}
