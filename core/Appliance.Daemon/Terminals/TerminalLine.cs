using System.Net.Sockets;
using System.Threading.Channels;
using Appliance.Cli.Protocol;
using Appliance.Daemon.Consoles;
using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Terminals;

/// <summary>A terminal of the machine at which a login always waits: after a logout, and after a hang-up, the next one.</summary>
/// <param name="path">Of the device.</param>
/// <param name="socket">Where consoles connect.</param>
/// <param name="log">Topic <c>system</c>.</param>
public sealed class TerminalLine(string path, string socket, ILogger log)
{
    private const int ReaderStack = 1 << 17;
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    /// <summary>Runs until the router goes down.</summary>
    public async Task RunAsync(CancellationToken down)
    {
        try
        {
            while (!down.IsCancellationRequested)
            {
                using (var device = TerminalDevice.TryOpen(path, out var trouble))
                {
                    if (device is null)
                    {
                        log.LogWarning("no console at {Terminal}: {Reason}", path, trouble);
                        return;
                    }
                    await ServeAsync(device, down);
                }
                // A line that hangs up again and again must not take the processor for itself.
                await Task.Delay(s_rest, down);
            }
        }
        catch (OperationCanceledException)
        {
            // The router goes down.
        }
    }

    private async Task ServeAsync(TerminalDevice device, CancellationToken down)
    {
        var keys = Channel.CreateUnbounded<byte[]>(new() { SingleReader = true, SingleWriter = true });
        // No call that waits for a key can be called off: the thread ends with the line, or with the daemon.
        new Thread(() => Read(device, keys.Writer), ReaderStack) { IsBackground = true, Name = path }.Start();
        while (!keys.Reader.Completion.IsCompleted && !down.IsCancellationRequested)
        {
            try
            {
                await TalkAsync(device, keys.Reader, down);
            }
            catch (Exception over) when (over is IOException or SocketException)
            {
                // The router lets nobody in any more, and says so by itself.
                return;
            }
        }
    }

    // One session, from the login to its end.
    private async Task TalkAsync(TerminalDevice device, ChannelReader<byte[]> keys, CancellationToken down)
    {
        await using var link = new NetworkStream(await ConsoleSocket.ConnectAsync(socket, down), ownsSocket: true);
        var (columns, rows) = device.Size;
        await link.WriteAsync(new Hello(Interactive: true, columns, rows, User: "").ToFrame().ToArray(), down);
        using var over = new CancellationTokenSource();
        var typing = TypeAsync(keys, link, over.Token);
        while (await Frame.ReadAsync(link, CancellationToken.None) is { Kind: not FrameKind.Ending } frame)
        {
            if (frame.Kind == FrameKind.Output) device.Write(frame.Payload.Span);
        }
        await over.CancelAsync();
        await typing;
    }

    private static async Task TypeAsync(ChannelReader<byte[]> keys, NetworkStream link, CancellationToken over)
    {
        try
        {
            await foreach (var piece in keys.ReadAllAsync(over)) await link.WriteAsync(new Frame(FrameKind.Input, piece).ToArray(), over);
            await link.WriteAsync(new Frame(FrameKind.EndOfInput, default).ToArray(), over);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // What is typed from now on is for the next session.
        }
    }

    private static void Read(TerminalDevice device, ChannelWriter<byte[]> keys)
    {
        try
        {
            while (device.Read() is { Length: > 0 } piece) keys.TryWrite(piece);
        }
        catch (ObjectDisposedException)
        {
            // The line is given up.
        }
        keys.Complete();
    }
}
