using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Appliance.Cli.Protocol;
using Appliance.Cli.Terminal;

namespace Appliance.Cli.Connecting;

/// <summary>One session with the daemon, from the introduction to its end.</summary>
/// <param name="link">The connection.</param>
/// <param name="hello">Who we are.</param>
/// <param name="typed">What is typed.</param>
public sealed class Conversation(Stream link, Hello hello, Typed typed)
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Runs until the daemon ends it; null when the connection broke.</summary>
    public async Task<Ending?> RunAsync()
    {
        using var over = new CancellationTokenSource();
        await SendAsync(hello.ToFrame());
        using var resized = hello.Interactive ? PosixSignalRegistration.Create(PosixSignal.SIGWINCH, Resized) : null;
        typed.Rewind();
        var sending = SendTypedAsync(over.Token);
        try
        {
            return await ReceiveAsync();
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            await over.CancelAsync();
            await sending;
        }
    }

    private async Task<Ending?> ReceiveAsync()
    {
        while (await Frame.ReadAsync(link, CancellationToken.None) is { } frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Output:
                    Screen.Write(frame.Payload.Span);
                    break;
                case FrameKind.Taken:
                    typed.Forget(BinaryPrimitives.ReadInt32LittleEndian(frame.Payload.Span));
                    break;
                case FrameKind.Ending:
                    return Ending.From(frame);
            }
        }
        return null;
    }

    private async Task SendTypedAsync(CancellationToken ct)
    {
        try
        {
            while (await typed.NextAsync(ct) is { } piece) await SendAsync(new(FrameKind.Input, piece));
            await SendAsync(new(FrameKind.EndOfInput, default));
        }
        catch (OperationCanceledException)
        {
            // The session is over before the input is: the rest is for the next one.
        }
    }

    private void Resized(PosixSignalContext context) => _ = SendAsync(Screen.Size.ToFrame());

    private async Task SendAsync(Frame frame)
    {
        await _turn.WaitAsync();
        try
        {
            await link.WriteAsync(frame.ToArray());
        }
        catch (IOException)
        {
            // Who reads from the same connection notices as well, and says so.
        }
        finally
        {
            _turn.Release();
        }
    }
}
