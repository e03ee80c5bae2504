using System.Buffers;
using System.Buffers.Binary;
using Appliance.Cli.Protocol;

namespace Appliance.Daemon.Consoles;

/// <summary>
/// Sends frames to one client. What is written while the socket is busy goes out together, so that a script of many short
/// lines costs few system calls; who writes faster than the client reads waits.
/// </summary>
public sealed class FrameSender
{
    private const int MostWaiting = 1 << 20;
    private readonly Stream _link;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly ManualResetEventSlim _roomy = new(true);
    private readonly Task _sending;
    private ArrayBufferWriter<byte> _next = new(), _spare = new();
    private bool _closed;

    public FrameSender(Stream link)
    {
        _link = link;
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Sends octets for the screen.</summary>
    public void Output(ReadOnlySpan<byte> octets) => Send(FrameKind.Output, octets);

    /// <summary>Tells the client how many octets of its script were used.</summary>
    public void Taken(int octets)
    {
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(count, octets);
        Send(FrameKind.Taken, count);
    }

    public void Send(Frame frame) => Send(frame.Kind, frame.Payload.Span);

    /// <summary>Returns when everything has been handed to the socket, or the client is gone.</summary>
    public Task CloseAsync()
    {
        lock (_gate)
        {
            if (!_closed) _filled.Release();
            _closed = true;
        }
        return _sending;
    }

    private void Send(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        _roomy.Wait();
        lock (_gate)
        {
            if (_closed) return;
            var first = _next.WrittenCount == 0;
            Frame.WriteHeader(_next.GetSpan(Frame.HeaderLength), kind, payload.Length);
            _next.Advance(Frame.HeaderLength);
            _next.Write(payload);
            if (_next.WrittenCount > MostWaiting) _roomy.Reset();
            if (first) _filled.Release();
        }
    }

    private async Task SendAsync()
    {
        while (true)
        {
            await _filled.WaitAsync();
            ArrayBufferWriter<byte> batch;
            lock (_gate)
            {
                if (_next.WrittenCount == 0 && _closed) return;
                (batch, _next, _spare) = (_next, _spare, _next);
                _next.ResetWrittenCount();
                _roomy.Set();
                // The signal that closing gave may be the one that was just used up.
                if (_closed) _filled.Release();
            }
            try
            {
                await _link.WriteAsync(batch.WrittenMemory);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                Abandon();
                return;
            }
        }
    }

    // Nobody listens any more: what the session still prints is dropped.
    private void Abandon()
    {
        lock (_gate)
        {
            _closed = true;
            _next.ResetWrittenCount();
            _roomy.Set();
        }
    }
}
