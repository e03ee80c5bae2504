namespace Torture.Disks;

/// <summary>A file as the disk has it, and what was done to it since.</summary>
internal sealed class Inode(byte[] durable)
{
    private const int Sector = 512;
    private readonly List<(long Offset, byte[]? Bytes)> _pending = [];
    private byte[] _durable = durable;
    private int _cached;

    public void Write(long offset, byte[] bytes) => _pending.Add((offset, bytes));

    public void Truncate(long length) => _pending.Add((length, null));

    /// <summary>What was written so far is in the disk's own cache.</summary>
    public void WrittenBack() => _cached = _pending.Count;

    /// <summary>The disk's cache was flushed.</summary>
    public void Flushed() => Settle(_cached);

    public void Synced() => Settle(_pending.Count);

    /// <summary>What is there when power fails: of what was not synced, any sector may have made it, or not.</summary>
    public byte[] After(Random luck)
    {
        var content = _durable.ToArray();
        var chance = luck.Next(3) * 0.5;
        foreach (var (offset, bytes) in _pending)
        {
            if (bytes is null)
            {
                if (luck.NextDouble() < chance) Array.Resize(ref content, (int)offset);
                continue;
            }
            for (var done = 0; done < bytes.Length;)
            {
                var length = (int)Math.Min(bytes.Length - done, Sector - ((offset + done) % Sector));
                if (luck.NextDouble() < chance) content = With(content, offset + done, bytes.AsSpan(done, length));
                done += length;
            }
        }
        return content;
    }

    private void Settle(int count)
    {
        foreach (var (offset, bytes) in _pending.Take(count))
        {
            if (bytes is null) Array.Resize(ref _durable, (int)offset);
            else _durable = With(_durable, offset, bytes);
        }
        _pending.RemoveRange(0, count);
        _cached = Math.Max(0, _cached - count);
    }

    private static byte[] With(byte[] content, long offset, ReadOnlySpan<byte> bytes)
    {
        if (content.Length < offset + bytes.Length) Array.Resize(ref content, (int)offset + bytes.Length);
        bytes.CopyTo(content.AsSpan((int)offset));
        return content;
    }
}
