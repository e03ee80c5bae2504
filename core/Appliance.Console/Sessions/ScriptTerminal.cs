namespace Appliance.Console.Sessions;

/// <summary>The terminal of a script: the next line answers a question.</summary>
internal sealed class ScriptTerminal(TextReader lines, TextWriter to, Func<int> width) : ITerminal
{
    public int Width => width();

    public bool Interactive => false;

    public TextWriter Out => to;

    public ValueTask<string?> AskAsync(string question, CancellationToken ct) => AskAsync(question, true, ct);

    public ValueTask<string?> AskSecretAsync(string question, CancellationToken ct) => AskAsync(question, false, ct);

    private async ValueTask<string?> AskAsync(string question, bool echo, CancellationToken ct)
    {
        to.Write(question);
        var answer = await lines.ReadLineAsync(ct);
        to.Write((echo ? answer : "") + "\n");
        to.Flush();
        return answer;
    }

    /// <summary>A script has no keys to send: a guest's console is shown until the command finds that its input has ended.</summary>
    public async Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct)
    {
        await using var stream = new ScriptStream(to);
        await body(stream, ct);
    }
}
