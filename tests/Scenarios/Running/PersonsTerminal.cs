using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Protocol;

namespace Scenarios.Running;

/// <summary>A person at a terminal of the router, who types and waits for what is shown.</summary>
public class PersonsTerminal : IAsyncDisposable
{
    private readonly NetworkStream _link;
    private readonly CancellationTokenSource _limit;
    private readonly StringBuilder _seen = new();
    private int _read;

    protected PersonsTerminal(NetworkStream link, TimeSpan patience)
    {
        _link = link;
        _limit = new(patience);
    }

    /// <summary>Everything that was shown so far.</summary>
    public string Seen => _seen.ToString();

    public static async Task<PersonsTerminal> OpenAsync(SandboxedRouter router, TimeSpan patience)
    {
        var terminal = new PersonsTerminal(await ConnectAsync(router), patience);
        return await terminal.SeesAsync("] > ") ? terminal : throw new InvalidOperationException("the router shows no prompt");
    }

    public Task TypeAsync(string line) => PressAsync(line + "\r");

    /// <summary>Types keys without Enter.</summary>
    public Task PressAsync(string keys) => _link.WriteAsync(new Frame(FrameKind.Input, Encoding.UTF8.GetBytes(keys)).ToArray()).AsTask();

    /// <summary>Waits for a text behind what was read before; false when it does not come in time.</summary>
    public async Task<bool> SeesAsync(string text)
    {
        try
        {
            int at;
            while ((at = Seen.IndexOf(text, _read, StringComparison.OrdinalIgnoreCase)) < 0)
            {
                if (await Frame.ReadAsync(_link, _limit.Token) is not { Kind: not FrameKind.Ending } frame) return false;
                if (frame.Kind == FrameKind.Output) _seen.Append(Encoding.UTF8.GetString(frame.Payload.Span));
            }
            _read = at + text.Length;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Cuts the line, without a word.</summary>
    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _limit.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static async Task<NetworkStream> ConnectAsync(SandboxedRouter router)
    {
        var link = await router.Socket.TryConnectAsync(CancellationToken.None) ?? throw new InvalidOperationException("the router is down");
        await link.WriteAsync(new Hello(true, 132, 25, "admin").ToFrame().ToArray());
        return link;
    }
}
