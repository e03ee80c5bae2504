using Appliance.Engine.Store.Files;

namespace Appliance.Engine.Store.Database;

/// <summary>
/// A file as LiteDB sees it. LiteDB must not learn that the disk refused: it would throw from a finalizer later, which ends the process.
/// From the first refusal on, what it writes is kept in memory only, and the <see cref="DiskRefusal"/> tells the one who uses it.
/// </summary>
internal sealed class DatabaseStream(DiskFile file, DiskRefusal refusal) : DiskStream(file)
{
    private readonly Dictionary<long, byte[]> _unwritten = [];

    public override long Length => _unwritten.Aggregate(base.Length, (length, page) => Math.Max(length, page.Key + page.Value.Length));

    // LiteDB reads and writes whole pages.
    public override int Read(Span<byte> buffer)
    {
        if (!_unwritten.TryGetValue(Position, out var page)) return base.Read(buffer);
        var length = Math.Min(page.Length, buffer.Length);
        page.AsSpan(0, length).CopyTo(buffer);
        Position += length;
        return length;
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var start = Position;
        if (!refusal.Happened && TryWrite(buffer)) return;
        _unwritten[start] = buffer.ToArray();
        Position = start + buffer.Length;
    }

    public override void SetLength(long value)
    {
        if (refusal.Happened) return;
        try
        {
            base.SetLength(value);
        }
        catch (IOException trouble)
        {
            refusal.Note(trouble);
        }
    }

    private bool TryWrite(ReadOnlySpan<byte> buffer)
    {
        try
        {
            base.Write(buffer);
            return true;
        }
        catch (IOException trouble)
        {
            refusal.Note(trouble);
            return false;
        }
    }
}
