using System.Text;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Console.Tests.Exporting;

/// <summary>Files of a test by name.</summary>
internal sealed class MemoryFiles : Dictionary<string, string>, IFileStore
{
    public string Root => "/files";

    public long FreeSpace => throw new NotSupportedException();

    /// <summary>What writing meets.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What opening a file to write meets.</summary>
    public Exception? Closed { get; set; }

    /// <summary>Takes what is written; one file, where a test sets it.</summary>
    public MemoryStream Disk { get => field ?? new MemoryStream(); set; }

    public IEnumerable<StoredFile> List() => Keys.Order(StringComparer.Ordinal).Select(name => new StoredFile(new FilePath(name), this[name].Length, default, false));

    public string PathOf(FilePath file) => $"{Root}/{file}";

    public bool Exists(FilePath file) => ContainsKey(file.ToString());

    public void Remove(FilePath file) => Remove(file.ToString());

    public async Task WriteAsync(FilePath file, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        if (Closed is not null) throw Closed;
        using var content = Disk;
        try
        {
            await write(content, ct);
        }
        catch (IOException trouble)
        {
            throw new RefusedException(trouble.Message);
        }
        if (Failure is not null) throw Failure;
        this[file.ToString()] = Encoding.UTF8.GetString(content.ToArray());
    }

    public Stream OpenRead(FilePath file) =>
        TryGetValue(file.ToString(), out var text) ? new MemoryStream(Encoding.UTF8.GetBytes(text)) : throw new RefusedException("no such file");

    public Task CopyAsync(FilePath from, FilePath to, bool replace, IProgress<long>? progress, CancellationToken ct) => throw new NotSupportedException();

    public void Resize(FilePath file, long size) => throw new NotSupportedException();
}
