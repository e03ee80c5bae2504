using System.Buffers;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host;

public sealed partial class FileStore
{
    private const int CopiedAtOnce = 1 << 20;

    public async Task CopyAsync(FilePath from, FilePath to, bool replace, IProgress<long>? progress, CancellationToken ct)
    {
        if (Path.Exists(PathOf(to)) && !replace) throw new RefusedException($"file {to} already exists");
        await using var source = (FileStream)OpenRead(from);
        await WriteAsync(to, (stream, token) => CopyAsync(source.SafeFileHandle, ((FileStream)stream).SafeFileHandle, source.Length, progress, token), ct);
    }

    public void Resize(FilePath file, long size)
    {
        if (Inside(file) is not { } path || !File.Exists(path)) throw new RefusedException("no such file");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.SetLength(size);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw new RefusedException(trouble is ArgumentOutOfRangeException ? "file system can not hold such a large file" : Sentence(trouble));
        }
    }

    // Holes stay holes: a disk image is mostly holes.
    private static async Task CopyAsync(SafeFileHandle from, SafeFileHandle to, long size, IProgress<long>? progress, CancellationToken ct)
    {
        if (!Libc.ShareBlocks(from, to))
        {
            RandomAccess.SetLength(to, size);
            var buffer = ArrayPool<byte>.Shared.Rent(CopiedAtOnce);
            try
            {
                for (var (at, end) = Data(from, 0, size); at < size; (at, end) = Data(from, end, size))
                {
                    while (at < end)
                    {
                        var count = await RandomAccess.ReadAsync(from, buffer.AsMemory(0, (int)Math.Min(CopiedAtOnce, end - at)), at, ct);
                        if (count == 0) throw new IOException("file became shorter while it was copied");
                        await RandomAccess.WriteAsync(to, buffer.AsMemory(0, count), at, ct);
                        at += count;
                        progress?.Report(at);
                    }
                }
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        progress?.Report(size);
    }

    private static (long Begin, long End) Data(SafeFileHandle file, long offset, long size)
    {
        var begin = Libc.NextData(file, offset);
        if (begin < 0) return (size, size);
        var end = Libc.NextHole(file, begin);
        return (begin, end < 0 ? size : end);
    }
}
