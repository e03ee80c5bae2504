using System.Buffers;
using System.IO.Pipelines;
using Appliance.Console.Sessions;

namespace Appliance.Console.Editing;

/// <summary>The raw bytes of a terminal while something else than the console has it. What it leaves unread, the console reads next.</summary>
internal sealed class AttachedStream(PipeReader keys, Stream screen, Action<int> taken, Action detach) : DuplexStream
{
    private readonly CancellationTokenSource _detached = new();
    private Task<int>? _reading;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = TakeAsync(buffer, cancellationToken);
        _reading = reading;
        return await reading;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer, offset, count, default).GetAwaiter().GetResult();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => screen.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        screen.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => screen.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => screen.FlushAsync(cancellationToken);

    public override void Flush() => screen.Flush();

    /// <summary>Ends a read that its owner left behind: the console is the next to read.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _detached.CancelAsync();
        if (_reading is not null) await _reading.ContinueWith(static _ => { }, TaskScheduler.Default);
        _detached.Dispose();
        detach();
        await base.DisposeAsync();
    }

    private async Task<int> TakeAsync(Memory<byte> buffer, CancellationToken ct)
    {
        if (buffer.IsEmpty) return 0;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, _detached.Token);
        while (true)
        {
            var read = await keys.ReadAsync(either.Token);
            var part = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, buffer.Length));
            part.CopyTo(buffer.Span);
            // Before the pipe takes the part back, and with it its length.
            var count = (int)part.Length;
            keys.AdvanceTo(part.End);
            taken(count);
            if (count > 0 || read.IsCompleted) return count;
        }
    }
}
