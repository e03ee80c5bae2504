using System.IO.Pipelines;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>A guest's console, also beyond a restart of the guest: then another domain has another terminal.</summary>
internal sealed class XenConsole : Stream
{
    private readonly Pipe _pipe = new();
    private readonly Stream _output;
    private readonly Lock _lock = new();
    private ConsoleTty? _tty;
    private bool _closed;

    public XenConsole() => _output = _pipe.Reader.AsStream();

    public override bool CanRead => true;
    public override bool CanWrite => true;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Goes on with this terminal.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public void Attach(string path)
    {
        lock (_lock)
        {
            if (_closed) return;
            Leave(_tty);
            _tty = new ConsoleTty(path, Take);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => _output.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _output.ReadAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => Current?.Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Current is { } tty) await Task.Run(() => tty.Write(buffer.Span), cancellationToken);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>The guest is gone: who reads gets the rest, then the end.</summary>
    public void End()
    {
        ConsoleTty? tty;
        lock (_lock)
        {
            if (_closed) return;
            _closed = true;
            (tty, _tty) = (_tty, null);
        }
        Leave(tty);
        _pipe.Writer.Complete();
    }

    protected override void Dispose(bool disposing)
    {
        _pipe.Reader.Complete();
        End();
        base.Dispose(disposing);
    }

    private ConsoleTty? Current
    {
        get { lock (_lock) return _tty; }
    }

    // Its thread may be waiting for somebody to read.
    private void Leave(ConsoleTty? tty)
    {
        tty?.Stop();
        if (tty is not null) _pipe.Writer.CancelPendingFlush();
        tty?.Dispose();
    }

    // On the terminal's thread, which waits while nobody reads.
    private void Take(ReadOnlyMemory<byte> octets) => _pipe.Writer.WriteAsync(octets).AsTask().Wait();
}
