using System.IO.Pipelines;
using Appliance.Console.Sessions;

namespace Appliance.Daemon.Consoles;

/// <summary>A client's terminal as a stream: keys to read, bytes for the screen to write.</summary>
public sealed class TerminalStream(PipeReader keys, FrameSender sender) : DuplexStream
{
    private readonly Stream _keys = keys.AsStream(leaveOpen: true);

    public override int Read(byte[] buffer, int offset, int count) => _keys.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _keys.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => _keys.ReadAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => sender.Output(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        sender.Output(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        sender.Output(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // Whatever is written is on its way.
    }
}
