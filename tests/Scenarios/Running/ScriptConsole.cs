using System.Net.Sockets;
using System.Text;
using Appliance.Cli.Protocol;

namespace Scenarios.Running;

/// <summary>One continuing console session of a user on a router, a line at a time; it comes back after a restart of the router.</summary>
public sealed class ScriptConsole(SandboxedRouter router, string user = "admin") : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private NetworkStream? _link;
    private int _width;

    /// <summary>Types lines, and returns all that the console shows until it wants another one.</summary>
    public async Task<string> TypeAsync(string lines, int width)
    {
        using var limit = new CancellationTokenSource(s_patience);
        await ConnectAsync(width, limit.Token);
        var octets = Encoding.UTF8.GetBytes(lines);
        await _link!.WriteAsync(new Frame(FrameKind.Input, octets).ToArray(), limit.Token);
        var (shown, taken) = (new MemoryStream(), 0);
        while (true)
        {
            var frame = await NextAsync(shown, limit.Token);
            if (frame?.Kind == FrameKind.Output) shown.Write(frame.Value.Payload.Span);
            else if (frame?.Kind == FrameKind.Taken) taken += BitConverter.ToInt32(frame.Value.Payload.Span);
            else if (frame is null or { Kind: FrameKind.Ending }) await CloseAsync();
            if (_link is null || frame!.Value.Kind == FrameKind.Waiting && taken >= octets.Length) return Text(shown);
        }
    }

    /// <summary>Forgets the session; the next line begins a new one.</summary>
    public async Task CloseAsync()
    {
        if (_link is not null) await _link.DisposeAsync();
        _link = null;
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task ConnectAsync(int width, CancellationToken ct)
    {
        // Whatever comes while nothing was typed is the end of the session: another user's reboot.
        if (_link?.Socket.Poll(0, SelectMode.SelectRead) == true) await CloseAsync();
        if (_link is not null && width == _width) return;
        if (_link is null)
        {
            _link = await router.Socket.ConnectAsync(ct) ?? throw new InvalidOperationException("the router is down: " + Log());
            await _link.WriteAsync(new Hello(false, width, 25, user).ToFrame().ToArray(), ct);
        }
        else
        {
            await _link.WriteAsync(new Size(width, 25).ToFrame().ToArray(), ct);
        }
        _width = width;
    }

    private async Task<Frame?> NextAsync(MemoryStream shown, CancellationToken ct)
    {
        try
        {
            return await Frame.ReadAsync(_link!, ct);
        }
        catch (IOException)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"the console did not come to an end; so far it shows:\n{Text(shown)}\n{Log()}");
        }
    }

    private string Log()
    {
        var files = Directory.Exists(Path.Combine(router.State, "log")) ? Directory.GetFiles(Path.Combine(router.State, "log")) : [];
        return string.Join('\n', files.Select(file => $"{Path.GetFileName(file)}:\n{string.Join('\n', File.ReadLines(file).TakeLast(20))}"));
    }

    private static string Text(MemoryStream shown) => Encoding.UTF8.GetString(shown.ToArray());
}
