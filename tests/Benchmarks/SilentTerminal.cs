using Appliance.Console.Sessions;

namespace Appliance.Benchmarks;

/// <summary>A terminal that nobody looks at.</summary>
internal sealed class SilentTerminal : ITerminal
{
    public int Width => 80;

    public bool Interactive => false;

    public TextWriter Out => TextWriter.Null;

    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => ValueTask.FromResult<string?>(null);

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => Task.CompletedTask;
}
