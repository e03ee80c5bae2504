using Appliance.Console.Editing;

namespace Appliance.Console.Sessions;

/// <summary>Where a session prints and reads: a terminal, a socket, or the lines of a script.</summary>
public interface ITerminal
{
    /// <summary>Width in characters.</summary>
    int Width { get; }

    /// <summary>Whether somebody sits there: what is missing is asked for, progress is repainted.</summary>
    bool Interactive { get; }

    /// <summary>Takes text whose lines end with a bare <c>\n</c>.</summary>
    TextWriter Out { get; }

    /// <summary>Shows a question and waits for a line.</summary>
    /// <param name="question">Such as <c>numbers: </c>: the cursor stays behind it; or, ending in <c>\n</c>, a line of its own.</param>
    /// <param name="ct">Ctrl-C.</param>
    /// <returns>The answer, or null when there is nobody to answer any more.</returns>
    ValueTask<string?> AskAsync(string question, CancellationToken ct);

    /// <summary>Asks for a password or a key, and shows nothing of the answer.</summary>
    ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => AskAsync(question, ct);

    /// <summary>Waits for the next key.</summary>
    ValueTask<Key> ReadKeyAsync(CancellationToken ct) => new(new Key(KeyCode.Closed));

    /// <summary>Shows a long text, where somebody sits there a page at a time. Lines end with a bare <c>\n</c>.</summary>
    ValueTask PageAsync(string text, CancellationToken ct)
    {
        Out.Write(text);
        return default;
    }

    /// <summary>Gives the raw bytes of the terminal to a guest's console until the body ends.</summary>
    Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct);
}
