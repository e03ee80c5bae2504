using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

public sealed partial class FileStore
{
    private const int NoSpace = 28, ReadOnly = 30, QuotaExceeded = 122;

    public async Task WriteAsync(FilePath file, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = PathOf(file);
        // Nobody would ever see it, nor could remove it.
        if ($"/{file}".Contains($"/{HiddenPrefix}")) throw new RefusedException("invalid file name");
        var folder = Path.GetDirectoryName(path)!;
        if (Directory.Exists(path)) throw new RefusedException($"{file} is a folder");
        if (!Directory.Exists(folder)) throw new RefusedException("no such folder");
        var fresh = Path.Combine(folder, $"{HiddenPrefix}{Guid.NewGuid():N}");
        try
        {
            try
            {
                await using (var stream = new FileStream(fresh, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16))
                {
                    await write(stream, ct);
                    stream.Flush(flushToDisk: true);
                }
                File.Move(fresh, path, overwrite: true);
            }
            catch
            {
                File.Delete(fresh);
                throw;
            }
            DurableFile.SyncFolder(folder);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Sentence(trouble));
        }
    }

    public Stream OpenRead(FilePath file)
    {
        if (Inside(file) is not { } path || !File.Exists(path)) throw new RefusedException("no such file");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(Sentence(trouble));
        }
    }

    // The framework's own sentences name the folder of this machine, which is nothing to the administrator.
    private static string Sentence(Exception trouble) => trouble.HResult switch
    {
        NoSpace or QuotaExceeded => "no space left on device",
        ReadOnly => "read-only file system",
        _ => trouble switch
        {
            UnauthorizedAccessException => "permission denied",
            PathTooLongException => "file name is too long",
            _ => trouble.Message,
        },
    };
}
