using Appliance.Console.Printing;

namespace Appliance.Console.Editing;

/// <summary>Shows a long text a screenful at a time.</summary>
internal sealed class Pager(Terminal terminal)
{
    /// <summary>Text that fits on the screen, or that nobody watches any more, is simply printed.</summary>
    public async ValueTask ShowAsync(string text, CancellationToken ct)
    {
        var lines = Lines(text);
        var (top, end) = (0, PageFrom(lines, 0));
        terminal.Out.Write(Text(lines, 0, end));
        while (end < lines.Count)
        {
            await terminal.Out.FlushAsync(ct);
            terminal.Send(top > 0 ? "-- [Q quit|D dump|up|down]" : "-- [Q quit|D dump|down]");
            var key = await terminal.ReadKeyAsync(ct);
            terminal.Send("\r\u001b[K");
            var (code, letter) = (key.Code, key.Text.ToLowerInvariant());
            if (key.Quits) return;
            var next = end;
            if (code == KeyCode.Down) next = end + 1;
            else if (code == KeyCode.Enter || code == KeyCode.Character && letter == " ") next = PageFrom(lines, end);
            else if (code == KeyCode.Character && letter == "d") next = lines.Count;
            else if (code == KeyCode.Up && top > 0)
            {
                end = next = PageFrom(lines, --top);
                terminal.Send("\u001b[H\u001b[2J");
                terminal.Out.Write(Text(lines, top, end));
            }
            terminal.Out.Write(Text(lines, end, next));
            end = next;
            while (PageFrom(lines, top) < end) top++;
        }
    }

    private static List<string> Lines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        if (lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    // The line after the last that fits on a screen with the footer; one at least.
    private int PageFrom(List<string> lines, int start)
    {
        var rows = terminal.Height - 1;
        var end = start;
        while (end < lines.Count && (rows -= Math.Max(1, (TextWidth.Of(lines[end]) + terminal.Width - 1) / terminal.Width)) >= 0) end++;
        return Math.Max(end, Math.Min(start + 1, lines.Count));
    }

    private static string Text(List<string> lines, int start, int end) => string.Concat(lines.GetRange(start, end - start).Select(line => line + "\n"));
}
