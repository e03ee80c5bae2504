using Appliance.Console.Sessions;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Console.Tests.Sessions;

/// <summary>A session that is typed into, and what it printed.</summary>
internal sealed class Typed : ITerminal
{
    private readonly StringWriter _out = new();

    public Typed() : this(new SampleRouter())
    {
    }

    public Typed(IRouterSession router, IFileStore? files = null)
    {
        Router = (router as SampleRouter)!;
        Session = new ConsoleSession(router, this, null, (topic, message) => Logged.Add($"{topic} {message}"), null, new ConsoleHost { Files = files });
    }

    public SampleRouter Router { get; }
    public ConsoleSession Session { get; }
    public List<string> Logged { get; } = [];
    public Queue<string> Answers { get; } = [];
    public int Width => 80;
    public bool Interactive { get; set; } = true;
    public TextWriter Out => _out;

    /// <summary>Types lines, and gives back all that was printed.</summary>
    public string Type(params string[] lines)
    {
        _out.GetStringBuilder().Clear();
        foreach (var line in lines) Outcome = Session.ExecuteAsync(line, Stop.Token).GetAwaiter().GetResult();
        return _out.ToString();
    }

    public CommandOutcome Outcome { get; private set; } = new();

    public CancellationTokenSource Stop { get; } = new();

    public ValueTask<string?> AskAsync(string question, CancellationToken ct)
    {
        _out.Write(question);
        return new(Answers.TryDequeue(out var answer) ? answer : null);
    }

    public Task AttachAsync(Func<Stream, CancellationToken, Task> body, CancellationToken ct) => body(Stream.Null, ct);
}
