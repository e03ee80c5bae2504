using System.Globalization;

namespace Appliance.Console.Editing;

/// <summary>A line of text with a cursor that steps over whole characters as a person sees them.</summary>
internal sealed class EditedLine
{
    /// <summary>What is typed beyond is dropped.</summary>
    public const int Longest = 1_000_000;

    public string Text { get; private set; } = "";

    /// <summary>Offset in the text.</summary>
    public int Cursor { get; private set; }

    public void Reset(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text) => Replace(Cursor, text);

    /// <summary>Puts text in the place of what stands between the start and the cursor; the cursor is behind it then.</summary>
    public void Replace(int start, string text)
    {
        if (Text.Length - (Cursor - start) + text.Length > Longest) return;
        Text = string.Concat(Text.AsSpan(0, start), text, Text.AsSpan(Cursor));
        Cursor = start + text.Length;
    }

    public void Left() => Cursor = Before();

    public void Right() => Cursor = After();

    public void Home() => Cursor = 0;

    public void End() => Cursor = Text.Length;

    public void Backspace()
    {
        var start = Before();
        Text = Text.Remove(start, Cursor - start);
        Cursor = start;
    }

    public void Delete() => Text = Text.Remove(Cursor, After() - Cursor);

    public void KillToEnd() => Text = Text[..Cursor];

    public void KillToStart() => (Text, Cursor) = (Text[Cursor..], 0);

    private int After() => Cursor + StringInfo.GetNextTextElementLength(Text, Cursor);

    private int Before()
    {
        if (Cursor == 0) return 0;
        // Characters are found from the front only; no cluster is longer than this.
        var at = Math.Max(0, Cursor - 64);
        if (char.IsLowSurrogate(Text[at])) at++;
        for (var next = at; next < Cursor; next += StringInfo.GetNextTextElementLength(Text, next)) at = next;
        return at;
    }
}
