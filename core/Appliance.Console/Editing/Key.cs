namespace Appliance.Console.Editing;

/// <summary>What a person pressed.</summary>
public enum KeyCode
{
    /// <summary>A character: <see cref="Key.Text"/>.</summary>
    Character,

    Enter,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    KillToEnd,
    KillToStart,
    Repaint,

    /// <summary>F1; the question mark comes as a character.</summary>
    Help,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-D: the end of the session on an empty line, else Delete.</summary>
    EndOrDelete,

    /// <summary>Ctrl-\: the line goes on below.</summary>
    SplitLine,

    /// <summary>Ctrl-X or F4: takes safe mode, or releases it.</summary>
    SafeMode,

    /// <summary>Not a key: the window has another size, or something was shown above the line.</summary>
    Disturbed,

    /// <summary>Not a key: there will be no more.</summary>
    Closed,
}

/// <summary>One key, or several characters that came together.</summary>
public readonly record struct Key(KeyCode Code, string Text = "")
{
    /// <summary>Ends what fills the screen: Q, Ctrl-C, or nobody there any more.</summary>
    public bool Quits => Code is KeyCode.Interrupt or KeyCode.Closed || Text is "q" or "Q";
}
