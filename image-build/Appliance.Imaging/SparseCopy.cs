namespace Appliance.Imaging;

/// <summary>Copies into a file that is zero where nothing was written yet: what is zero takes no room.</summary>
internal static class SparseCopy
{
    private const int CopiedAtOnce = 1 << 18, Block = 4096;

    /// <exception cref="InvalidImageException">The source ends early.</exception>
    public static async Task RunAsync(Stream from, Stream to, long offset, long length, Action<long>? progress, CancellationToken ct)
    {
        var buffer = new byte[CopiedAtOnce];
        for (var end = offset + length; offset < end;)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, end - offset));
            if (await from.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, ct) < piece.Length) throw new InvalidImageException("a part of it became shorter while it was read");
            for (var at = 0; at < piece.Length; at += Block)
            {
                var block = piece.Slice(at, Math.Min(Block, piece.Length - at));
                if (!block.Span.ContainsAnyExcept((byte)0)) continue;
                if (to.Position != offset + at) to.Position = offset + at;
                to.Write(block.Span);
            }
            offset += piece.Length;
            progress?.Invoke(piece.Length);
        }
    }
}
