namespace Appliance.Cli.Connecting;

/// <summary>
/// Standard input, read once and kept until the router has used it: after a reboot the rest of a script goes on with the next line.
/// </summary>
public sealed class Typed
{
    private readonly Lock _gate = new();
    private readonly LinkedList<ReadOnlyMemory<byte>> _kept = new();
    private readonly bool _keep;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkedListNode<ReadOnlyMemory<byte>>? _sent;
    private bool _ended;

    /// <param name="input">Standard input.</param>
    /// <param name="keep">Whether the router says what it has used; else what was sent is forgotten.</param>
    public Typed(Stream input, bool keep)
    {
        _keep = keep;
        new Thread(() => Read(input)) { IsBackground = true, Name = "input" }.Start();
    }

    /// <summary>What was not used is sent again to the next daemon.</summary>
    public void Rewind()
    {
        lock (_gate) _sent = null;
    }

    /// <summary>The next piece to send; null at the end of input.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken ct)
    {
        while (true)
        {
            Task more;
            lock (_gate)
            {
                var next = _sent is null ? _kept.First : _sent.Next;
                if (next is not null)
                {
                    if (_keep) _sent = next;
                    else _kept.Remove(next);
                    return next.Value;
                }
                if (_ended) return null;
                more = _more.Task;
            }
            await more.WaitAsync(ct);
        }
    }

    /// <summary>Forgets the first octets: the router has used them.</summary>
    public void Forget(int octets)
    {
        lock (_gate)
        {
            while (octets > 0 && _kept.First is { } first)
            {
                if (first.Value.Length > octets)
                {
                    first.Value = first.Value[octets..];
                    return;
                }
                octets -= first.Value.Length;
                // What was sent last stays as a mark, empty, until something follows it.
                if (first == _sent) first.Value = default;
                else _kept.RemoveFirst();
                if (first == _sent) return;
            }
        }
    }

    private void Read(Stream input)
    {
        var buffer = new byte[65536];
        try
        {
            while (input.Read(buffer) is var count and > 0) Tell(buffer.AsSpan(0, count).ToArray());
        }
        catch (IOException)
        {
            // The terminal is gone: that is the end of what is typed.
        }
        Tell(default);
    }

    private void Tell(ReadOnlyMemory<byte> piece)
    {
        lock (_gate)
        {
            if (piece.IsEmpty) _ended = true;
            else _kept.AddLast(piece);
            var more = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
            more.SetResult();
        }
    }
}
