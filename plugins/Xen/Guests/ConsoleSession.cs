using System.Threading.Channels;

namespace Appliance.XenPlugin.Guests;

/// <summary>One person's use of a guest's console; disposing gives it back.</summary>
public sealed class ConsoleSession(string user, Stream guest, Action<ConsoleSession> close) : IDisposable
{
    // Someone who does not read loses the oldest output: the guest must not wait for him.
    private readonly Channel<byte[]> _output = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public string User { get; } = user;

    /// <summary>What the guest writes; completes when the guest ends.</summary>
    public ChannelReader<byte[]> Output => _output.Reader;

    /// <summary>Types to the guest.</summary>
    public async Task TypeAsync(ReadOnlyMemory<byte> keys, CancellationToken ct)
    {
        try
        {
            if (keys.Length > 0) await guest.WriteAsync(keys, ct);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or InvalidOperationException)
        {
            End();
        }
    }

    public void Dispose() => close(this);

    internal void Show(byte[] output)
    {
        if (output.Length > 0) _output.Writer.TryWrite(output);
    }

    internal void End() => _output.Writer.TryComplete();
}
