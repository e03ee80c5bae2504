using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Protocol;

namespace Scenarios.Running;

/// <summary>A client of the console's socket whose hands the test holds: it reads when it is told to, and leaves without a word.</summary>
public sealed class SocketClient : IAsyncDisposable
{
    private readonly NetworkStream _link;
    private readonly StringBuilder _seen = new();
    private int _read;

    private SocketClient(NetworkStream link) => _link = link;

    public static async Task<SocketClient> OpenAsync(SandboxedRouter router, bool interactive)
    {
        var link = await router.Socket.TryConnectAsync(CancellationToken.None) ?? throw new InvalidOperationException("the router is down");
        await link.WriteAsync(new Hello(interactive, 132, 25, "admin").ToFrame().ToArray());
        return new SocketClient(link);
    }

    public Task SendAsync(string text) => _link.WriteAsync(new Frame(FrameKind.Input, Encoding.UTF8.GetBytes(text)).ToArray()).AsTask();

    /// <summary>Reads until a text comes behind what was read before.</summary>
    public async Task SeesAsync(string text)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        int at;
        while ((at = _seen.ToString().IndexOf(text, _read, StringComparison.Ordinal)) < 0)
        {
            var frame = await Frame.ReadAsync(_link, limit.Token);
            frame.ShouldNotBeNull($"instead of \"{text}\" after:\n{_seen}");
            if (frame.Value.Kind == FrameKind.Output) _seen.Append(Encoding.UTF8.GetString(frame.Value.Payload.Span));
        }
        _read = at + text.Length;
    }

    /// <summary>Reads until the router ends the session.</summary>
    public async Task EndsAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await Frame.ReadAsync(_link, limit.Token) is { Kind: not FrameKind.Ending })
        {
            // What is still shown does not matter.
        }
    }

    public ValueTask DisposeAsync() => _link.DisposeAsync();
}
