using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Appliance.Cli.Protocol;

namespace Appliance.Daemon.Consoles;

/// <summary>
/// The lines of a client's script. Each line is reported as taken when it is read: after a reboot the client goes on with the next one.
/// </summary>
/// <param name="input">What the client sends.</param>
/// <param name="sender">The way back.</param>
/// <param name="settle">Puts on disk what was done, before the client hears that all is done.</param>
/// <param name="closed">While it says so the router is going down, and the rest of the script is for the next start.</param>
public sealed class ScriptLines(PipeReader input, FrameSender sender, Func<Task> settle, Func<bool> closed) : TextReader
{
    // No command is that long: the console says so when it gets what there is of it.
    private const int LongestLine = 1 << 22;
    private bool _waiting;

    public override async ValueTask<string?> ReadLineAsync(CancellationToken ct)
    {
        while (!closed())
        {
            if (!input.TryRead(out var read)) read = await WaitAsync(ct);
            var buffer = read.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                return Take(buffer.Slice(0, end), buffer.GetPosition(1, end), (int)buffer.Slice(0, end).Length + 1);
            }
            if (read.IsCompleted || buffer.Length >= LongestLine) return buffer.IsEmpty ? null : Take(buffer, buffer.End, (int)buffer.Length);
            input.AdvanceTo(buffer.Start, buffer.End);
        }
        return null;
    }

    public override async Task<string?> ReadLineAsync() => await ReadLineAsync(CancellationToken.None);

    private async ValueTask<ReadResult> WaitAsync(CancellationToken ct)
    {
        if (!_waiting)
        {
            await settle();
            sender.Send(new Frame(FrameKind.Waiting, default));
            _waiting = true;
        }
        return await input.ReadAsync(ct);
    }

    private string Take(ReadOnlySequence<byte> line, SequencePosition next, int octets)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
        input.AdvanceTo(next);
        sender.Taken(octets);
        _waiting = false;
        return text;
    }
}
