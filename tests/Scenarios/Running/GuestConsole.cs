using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Protocol;

namespace Scenarios.Running;

/// <summary>A guest's console, as a person at the router's terminal has it with <c>/xen console</c>.</summary>
public sealed class GuestConsole : IAsyncDisposable
{
    private readonly NetworkStream _link;
    private readonly CancellationTokenSource _limit;
    private readonly StringBuilder _seen = new();
    private int _read;

    private GuestConsole(NetworkStream link, TimeSpan patience)
    {
        _link = link;
        _limit = new(patience);
    }

    /// <summary>Everything that was shown so far.</summary>
    public string Seen => _seen.ToString();

    public static async Task<GuestConsole> OpenAsync(SandboxedRouter router, string guest, TimeSpan patience)
    {
        var link = await router.Socket.TryConnectAsync(CancellationToken.None) ?? throw new InvalidOperationException("the router is down");
        await link.WriteAsync(new Hello(true, 132, 25, "admin").ToFrame().ToArray());
        var console = new GuestConsole(link, patience);
        if (!await console.SeesAsync("] > ")) throw new InvalidOperationException("the router shows no prompt");
        await console.TypeAsync($"/xen console {guest}");
        return console;
    }

    public Task TypeAsync(string line) => _link.WriteAsync(new Frame(FrameKind.Input, Encoding.UTF8.GetBytes(line + "\r")).ToArray()).AsTask();

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

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _limit.Dispose();
    }
}
