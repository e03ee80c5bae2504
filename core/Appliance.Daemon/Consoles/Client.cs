using System.IO.Pipelines;
using System.Net.Sockets;
using Appliance.Cli.Protocol;

namespace Appliance.Daemon.Consoles;

/// <summary>Somebody at the other end of the socket.</summary>
public sealed class Client : IAsyncDisposable
{
    private readonly NetworkStream _link;
    // What is sent ahead beyond this waits at the sender's end.
    private const int MostAhead = 1 << 22;
    private readonly Pipe _input = new(new PipeOptions(pauseWriterThreshold: MostAhead, resumeWriterThreshold: MostAhead / 2, useSynchronizationContext: false));
    private readonly CancellationTokenSource _gone = new();
    private Task _receiving = Task.CompletedTask;

    public Client(NetworkStream link)
    {
        _link = link;
        Sender = new FrameSender(link);
    }

    /// <summary>The way to the client.</summary>
    public FrameSender Sender { get; }

    /// <summary>What the client types.</summary>
    public PipeReader Input => _input.Reader;

    /// <summary>Cancelled when the client has gone.</summary>
    public CancellationToken Gone => _gone.Token;

    /// <summary>Raised when the client's window has another size.</summary>
    public event Action<Size>? Resized;

    /// <summary>Waits until the client says who it is; null when it does not.</summary>
    public async Task<Hello?> IntroduceAsync(CancellationToken ct)
    {
        try
        {
            var hello = await Frame.ReadAsync(_link, ct) is { } frame ? Hello.From(frame) : null;
            if (hello is not null) _receiving = Task.Run(ReceiveAsync, CancellationToken.None);
            return hello;
        }
        catch (Exception over) when (over is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Ends the connection without a word: for who does not read.</summary>
    public void HangUp() => _link.Close();

    public async ValueTask DisposeAsync()
    {
        await Sender.CloseAsync();
        await _link.DisposeAsync();
        await _receiving;
        _gone.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await Frame.ReadAsync(_link, CancellationToken.None) is { } frame)
            {
                if (frame.Kind == FrameKind.Input) await _input.Writer.WriteAsync(frame.Payload);
                else if (frame.Kind == FrameKind.EndOfInput) await _input.Writer.CompleteAsync();
                else if (frame.Kind == FrameKind.Resize) Resized?.Invoke(Size.From(frame));
            }
        }
        catch (Exception over) when (over is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Gone without a word, or talking nonsense: either way the session is over.
        }
        await _input.Writer.CompleteAsync();
        await _gone.CancelAsync();
    }
}
