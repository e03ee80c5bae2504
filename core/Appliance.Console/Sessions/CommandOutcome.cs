namespace Appliance.Console.Sessions;

/// <summary>How a line ended.</summary>
public sealed record CommandOutcome
{
    /// <summary>Something in it failed, or it could not be read; the sentence is printed.</summary>
    public bool Failed { get; init; }

    /// <summary>Brackets or quotes are open: the line goes on. Nothing was run; call again with all of it, joined by <c>\n</c>.</summary>
    public bool NeedsMore => ContinuationPrompt.Length > 0;

    /// <summary>Prompt of the next line, such as <c>{(\... </c>; empty when the line is complete.</summary>
    public string ContinuationPrompt { get; init; } = "";

    /// <summary>The session is over.</summary>
    public bool Quit { get; init; }
}
