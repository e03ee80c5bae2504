using Appliance.Console.Editing;
using Appliance.Console.Sessions;

namespace Appliance.Daemon.Consoles;

/// <summary>A person's terminal, as sessions see it.</summary>
public sealed class PersonTerminal(Terminal terminal) : ITerminal
{
    public int Width => terminal.Width;

    public bool Interactive => true;

    public TextWriter Out => terminal.Out;

    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => terminal.AskAsync(question, ct);

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => terminal.AttachAsync(body, ct);
}
