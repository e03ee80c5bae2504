using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Connecting;
using Appliance.Cli.Protocol;

namespace Appliance.Daemon.Tests.Consoles;

/// <summary>Somebody at a terminal at the other end of the socket.</summary>
public sealed class Person : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly NetworkStream _link;
    private readonly StringBuilder _seen = new();
    private int _read;

    private Person(NetworkStream link) => _link = link;

    /// <summary>Everything that was shown so far.</summary>
    public string Seen => _seen.ToString();

    /// <summary>How the session ended; null while it goes on.</summary>
    public Ending? Ended { get; private set; }

    public static async Task<Person> SitsDownAsync(string socket, string user, bool interactive = true)
    {
        var link = await new Endpoint(socket).TryConnectAsync(CancellationToken.None) ?? throw new InvalidOperationException("nobody listens");
        await link.WriteAsync(new Hello(interactive, 80, 25, user).ToFrame().ToArray());
        return new Person(link);
    }

    /// <summary>Types a line, and Enter.</summary>
    public Task TypesAsync(string line) => _link.WriteAsync(new Frame(FrameKind.Input, Encoding.UTF8.GetBytes(line + "\r")).ToArray()).AsTask();

    /// <summary>Waits for a text behind what was read before.</summary>
    public async Task SeesAsync(string text)
    {
        using var limit = new CancellationTokenSource(s_patience);
        int at;
        while ((at = Seen.IndexOf(text, _read, StringComparison.Ordinal)) < 0)
        {
            if (!await ReadAsync(limit.Token)) throw new InvalidOperationException($"the session ended without '{text}':\n{Seen}");
        }
        _read = at + text.Length;
    }

    /// <summary>Waits for the end of the session.</summary>
    public async Task<Ending> LeavesAsync()
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (await ReadAsync(limit.Token))
        {
            // Whatever is shown on the way.
        }
        return Ended ?? throw new InvalidOperationException("the router is gone");
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await Frame.ReadAsync(_link, ct) is not { } frame) return false;
        if (frame.Kind == FrameKind.Output) _seen.Append(Encoding.UTF8.GetString(frame.Payload.Span));
        if (frame.Kind == FrameKind.Ending) Ended = Ending.From(frame);
        return frame.Kind != FrameKind.Ending;
    }
}
