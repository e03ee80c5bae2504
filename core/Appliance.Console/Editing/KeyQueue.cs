using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Appliance.Console.Editing;

/// <summary>
/// What a person typed and nobody has read yet. Ctrl-C overtakes the rest: it reaches the running command at once, and what was typed
/// before it is dropped. All positions count the bytes of the whole session.
/// </summary>
internal sealed class KeyQueue
{
    private const byte ControlC = 0x03;

    // A pasted text of any length waits in the sender's hands, not in the router's memory.
    private readonly Pipe _bytes = new(new PipeOptions(pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, useSynchronizationContext: false));
    private readonly KeyDecoder _decoder = new();
    private readonly Lock _gate = new();
    private CancellationTokenSource? _command;
    private long _received;
    private long _taken;
    private long _interruptAt;
    private long _dropTo;
    private bool _isDisturbed;
    private bool _isRaw;

    /// <summary>Adds bytes as they arrive; waits while too many are unread.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Notice(bytes.Span);
        await _bytes.Writer.WriteAsync(bytes, ct);
    }

    /// <summary>Nothing more will come.</summary>
    public ValueTask CompleteAsync() => _bytes.Writer.CompleteAsync();

    /// <summary>Waits for a key. One reader at a time.</summary>
    /// <param name="joined">Characters that are there already come together, except question marks: so a pasted text is not edited in one by one.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async ValueTask<Key> ReadAsync(bool joined, CancellationToken ct)
    {
        while (true)
        {
            if (TakeDisturbance()) return new Key(KeyCode.Disturbed);
            var read = await _bytes.Reader.ReadAsync(ct);
            var key = Decode(read.Buffer, joined, out var consumed);
            _bytes.Reader.AdvanceTo(consumed);
            if (key is { } found) return found;
            if (read.IsCompleted) return new Key(KeyCode.Closed);
        }
    }

    /// <summary>The next key read is <see cref="KeyCode.Disturbed"/>.</summary>
    public void Disturb()
    {
        lock (_gate) _isDisturbed = true;
        _bytes.Reader.CancelPendingRead();
    }

    /// <summary>From now on Ctrl-C cancels the command; null for none.</summary>
    /// <returns>Whether it was pressed already, right behind the Enter.</returns>
    public bool Serve(CancellationTokenSource? command)
    {
        lock (_gate)
        {
            _command = command;
            var isInterrupted = command is not null && _interruptAt > _taken;
            if (isInterrupted) _dropTo = _interruptAt;
            return isInterrupted;
        }
    }

    /// <summary>Gives the bytes as they are to somebody else until the result is disposed; Ctrl-C is one of them.</summary>
    public AttachedStream Attach(Stream screen)
    {
        lock (_gate) _isRaw = true;
        return new AttachedStream(_bytes.Reader, screen, bytes => _taken += bytes, () =>
        {
            lock (_gate) _isRaw = false;
        });
    }

    private void Notice(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var at = bytes.LastIndexOf(ControlC);
            if (at >= 0) _interruptAt = _received + at + 1;
            _received += bytes.Length;
            if (at < 0 || _command is null || _isRaw) return;
            _dropTo = _interruptAt;
            // Not Cancel(): what it wakes must not run inside this lock.
            _ = _command.CancelAsync();
        }
    }

    private Key? Decode(ReadOnlySequence<byte> bytes, bool joined, out SequencePosition consumed)
    {
        var reader = new SequenceReader<byte>(bytes);
        var text = new StringBuilder();
        Key? other = null;
        while (other is null && reader.TryPeek(out var one) && (text.Length == 0 || joined && IsPartOfText(one)))
        {
            reader.Advance(1);
            _taken++;
            if (_taken <= Interlocked.Read(ref _dropTo) || _decoder.Take(one) is not { } key) continue;
            if (key.Code == KeyCode.Character) text.Append(key.Text);
            else other = key;
            if (one == '?') break;
        }
        consumed = reader.Position;
        return text.Length > 0 ? new Key(KeyCode.Character, text.ToString()) : other;
    }

    private static bool IsPartOfText(byte one) => one is >= (byte)' ' and not 0x7F and not (byte)'?';

    private bool TakeDisturbance()
    {
        lock (_gate)
        {
            var was = _isDisturbed;
            _isDisturbed = false;
            return was;
        }
    }
}
