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
    private const int MostWaiting = 1 << 18;
    private const int LargestPiece = 1 << 16;
    private readonly Stream _link;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly Task _sending;
    private ArrayBufferWriter<byte> _next = new(), _spare = new();
    private TaskCompletionSource? _full;
    private bool _closed;

    public FrameSender(Stream link)
    {
        _link = link;
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Sends octets for the screen.</summary>
    public void Output(ReadOnlySpan<byte> octets)
    {
        for (; octets.Length > LargestPiece; octets = octets[LargestPiece..]) Send(FrameKind.Output, octets[..LargestPiece]);
        Send(FrameKind.Output, octets);
    }

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
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_closed) return;
                if (_full is null)
                {
                    Append(kind, payload);
                    return;
                }
                room = _full.Task;
            }
            // Waiting for a task, the pool sees that the thread is stuck, and gives others one.
            room.Wait();
        }
    }

    private void Append(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var first = _next.WrittenCount == 0;
        Frame.WriteHeader(_next.GetSpan(Frame.HeaderLength), kind, payload.Length);
        _next.Advance(Frame.HeaderLength);
        _next.Write(payload);
        if (_next.WrittenCount > MostWaiting) _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (first) _filled.Release();
    }

    private void MakeRoom()
    {
        _full?.SetResult();
        _full = null;
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
                // What one long print needed is not kept for the rest of the session.
                if (_next.Capacity > LargestPiece) _next = new();
                else _next.ResetWrittenCount();
                MakeRoom();
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
            (_next, _spare) = (new(), new());
            MakeRoom();
        }
    }
}
