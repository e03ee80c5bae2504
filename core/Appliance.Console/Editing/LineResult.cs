namespace Appliance.Console.Editing;

/// <summary>How a line ended.</summary>
public enum LineEnd
{
    /// <summary>Enter.</summary>
    Line,

    /// <summary>Ctrl-C: what was typed is dropped.</summary>
    Interrupted,

    /// <summary>Ctrl-D on an empty line, or the terminal is gone.</summary>
    EndOfInput,

    /// <summary>Ctrl-X: what was typed goes on afterwards.</summary>
    SafeMode,
}

/// <summary>What a person typed.</summary>
public readonly record struct LineResult(LineEnd End, string Text);
