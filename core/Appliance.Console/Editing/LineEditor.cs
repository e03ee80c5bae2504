using System.Text;
using Appliance.Console.Printing;

namespace Appliance.Console.Editing;

/// <summary>Reads lines from a person at a terminal, with RouterOS's keys.</summary>
/// <param name="terminal">Where the person sits.</param>
/// <param name="completer">For Tab and <c>?</c>; both are ordinary characters without it.</param>
/// <param name="history">For the arrow keys; lines are added by the caller, who knows where a command ends.</param>
public sealed class LineEditor(Terminal terminal, ILineCompleter? completer = null, LineHistory? history = null)
{
    /// <summary>Shows a prompt and waits for a line.</summary>
    /// <param name="prompt">One row of text.</param>
    /// <param name="ct">Gives up waiting; what was typed is dropped.</param>
    /// <param name="echo">False for passwords.</param>
    public ValueTask<LineResult> ReadLineAsync(string prompt, CancellationToken ct = default, bool echo = true) =>
        ReadLineAsync(() => prompt, "", ct, echo);

    /// <summary>Shows a prompt that may change, and waits for a line.</summary>
    /// <param name="prompt">One row of text; asked for anew when something was shown above the line.</param>
    /// <param name="begun">What was typed already.</param>
    /// <param name="ct">Gives up waiting; what was typed is dropped.</param>
    /// <param name="echo">False for passwords.</param>
    public async ValueTask<LineResult> ReadLineAsync(Func<string> prompt, string begun, CancellationToken ct = default, bool echo = true)
    {
        terminal.Edit(true);
        try
        {
            return await EditAsync(prompt, begun, echo, ct);
        }
        finally
        {
            terminal.Edit(false);
        }
    }

    private async ValueTask<LineResult> EditAsync(Func<string> prompt, string begun, bool echo, CancellationToken ct)
    {
        var (view, line, walk) = (new LineView(prompt()), new EditedLine(), new HistoryWalk(history));
        line.Reset(begun);
        var lastWasTab = false;
        void Repaint() => terminal.Send(view.Paint(line, terminal.Width, echo));

        Repaint();
        while (true)
        {
            var key = await terminal.ReadTextAsync(ct);
            switch (key.Code)
            {
                case KeyCode.Enter:
                    ShowAll(view, line, echo);
                    return new(LineEnd.Line, line.Text);
                case KeyCode.Interrupt:
                    terminal.Send("\r\n");
                    return new(LineEnd.Interrupted, "");
                case KeyCode.Closed:
                    return new(LineEnd.EndOfInput, "");
                case KeyCode.EndOrDelete when line.Text.Length == 0:
                    terminal.Send("\r\n");
                    return new(LineEnd.EndOfInput, "");
                case KeyCode.SafeMode when completer is not null:
                    terminal.Send("\r\n");
                    return new(LineEnd.SafeMode, line.Text);
                case KeyCode.Tab when completer is not null && echo:
                    Complete(view, line, lastWasTab);
                    break;
                case KeyCode.Help when completer is not null && echo:
                case KeyCode.Character when IsQuestion(key, line) && completer is not null && echo:
                    Show(view, line, completer.Help(line.Text, line.Cursor, terminal.Width));
                    break;
                case KeyCode.Character when AppendsVisibly(view, line, key, echo):
                    line.Insert(key.Text);
                    terminal.Send(key.Text);
                    break;
                case KeyCode.Repaint:
                    terminal.Send("\u001b[H\u001b[2J");
                    Repaint();
                    break;
                case KeyCode.Disturbed:
                    terminal.Send("\r\u001b[K" + terminal.TakeAnnouncements());
                    view = new LineView(prompt());
                    Repaint();
                    break;
                case KeyCode.Up:
                    walk.Older(line);
                    Repaint();
                    break;
                case KeyCode.Down:
                    walk.Newer(line);
                    Repaint();
                    break;
                default:
                    Edit(line, key);
                    Repaint();
                    break;
            }
            lastWasTab = key.Code == KeyCode.Tab;
        }
    }

    // In quotes too, as RouterOS does: \? types one.
    private static bool IsQuestion(Key key, EditedLine line) =>
        key.Text == "?" && (line.Cursor == 0 || line.Text[line.Cursor - 1] != '\\');

    // Typing at the end of a line that fits needs no repaint: the character is enough.
    private bool AppendsVisibly(LineView view, EditedLine line, Key key, bool echo) =>
        echo && line.Cursor == line.Text.Length && line.Text.Length + key.Text.Length < terminal.Width
        && TextWidth.Of(Rune.GetRuneAt(key.Text, 0)) > 0 && view.Fits(line.Text + key.Text, terminal.Width);

    private static void Edit(EditedLine line, Key key)
    {
        switch (key.Code)
        {
            case KeyCode.Character: line.Insert(key.Text); break;
            case KeyCode.Tab: line.Insert("\t"); break;
            case KeyCode.SplitLine: line.Insert("\n"); break;
            case KeyCode.Backspace: line.Backspace(); break;
            case KeyCode.Delete or KeyCode.EndOrDelete: line.Delete(); break;
            case KeyCode.Left: line.Left(); break;
            case KeyCode.Right: line.Right(); break;
            case KeyCode.Home: line.Home(); break;
            case KeyCode.End: line.End(); break;
            case KeyCode.KillToEnd: line.KillToEnd(); break;
            case KeyCode.KillToStart: line.KillToStart(); break;
        }
    }

    private void Complete(LineView view, EditedLine line, bool again)
    {
        var completion = completer!.Complete(line.Text, line.Cursor);
        var before = line.Text;
        line.Replace(completion.Start, completion.Text);
        if (line.Text == before && again && completion.Candidates.Count > 1) Show(view, line, Columns.Of(completion.Candidates, terminal.Width));
        else terminal.Send(view.Paint(line, terminal.Width, true));
    }

    private void Show(LineView view, EditedLine line, string text) =>
        terminal.Send("\r\n" + text.Replace("\n", "\r\n") + view.Paint(line, terminal.Width, true));

    // What scrolled is shown in full when it is done: the person can read what was run.
    private void ShowAll(LineView view, EditedLine line, bool echo)
    {
        if (!echo || view.Fits(line.Text, terminal.Width)) terminal.Send("\r\n");
        else terminal.Send("\r" + view.Prompt + string.Concat(line.Text.Select(TextWidth.Visible)) + "\u001b[K\r\n");
    }
}
