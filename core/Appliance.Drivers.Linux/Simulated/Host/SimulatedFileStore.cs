using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Host;

/// <summary>A file store in memory.</summary>
public sealed class SimulatedFileStore : IFileStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _contents = new(StringComparer.Ordinal);

    /// <summary>What writing meets from now on, such as a full disk; null for none.</summary>
    public RefusedException? Failure { get; set; }

    public string Root => "/simulated-files";

    public long FreeSpace { get; set; } = long.MaxValue;

    public IEnumerable<StoredFile> List()
    {
        lock (_gate) return [.. _files.Values];
    }

    public string PathOf(FilePath file) => file.IsNone ? throw new RefusedException("invalid file name") : $"{Root}/{file}";

    public bool Exists(FilePath file)
    {
        lock (_gate) return _files.TryGetValue(file.ToString(), out var found) && !found.IsFolder;
    }

    public async Task WriteAsync(FilePath file, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        PathOf(file);
        var name = file.ToString();
        var slash = name.LastIndexOf('/');
        lock (_gate)
        {
            if (_files.TryGetValue(name, out var found) && found.IsFolder) throw new RefusedException($"{file} is a folder");
            if (slash > 0 && !(_files.TryGetValue(name[..slash], out var folder) && folder.IsFolder)) throw new RefusedException("no such folder");
        }
        using var content = new MemoryStream();
        await write(content, ct);
        if (Failure is not null) throw Failure;
        lock (_gate)
        {
            _contents[name] = content.ToArray();
            _files[name] = new(file, content.Length, DateTime.Now, false);
        }
    }

    public async Task CopyAsync(FilePath from, FilePath to, bool replace, IProgress<long>? progress, CancellationToken ct)
    {
        await using var content = OpenRead(from);
        if (Exists(to) && !replace) throw new RefusedException($"file {to} already exists");
        var size = List().First(file => file.Path == from).Size;
        await WriteAsync(to, (stream, token) => content.CopyToAsync(stream, token), ct);
        progress?.Report(size);
        lock (_gate) _files[to.ToString()] = _files[to.ToString()] with { Size = size };
    }

    public void Resize(FilePath file, long size)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(file.ToString(), out var found) || found.IsFolder) throw new RefusedException("no such file");
            if (Failure is not null) throw Failure;
            _files[file.ToString()] = found with { Size = size };
            if (_contents.TryGetValue(file.ToString(), out var content)) _contents[file.ToString()] = [.. content.Take((int)Math.Min(size, content.Length))];
        }
    }

    public Stream OpenRead(FilePath file)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(file.ToString(), out var found) || found.IsFolder) throw new RefusedException("no such file");
            return new MemoryStream(_contents.GetValueOrDefault(file.ToString(), []), false);
        }
    }

    /// <summary>Adds a file without content, or replaces it; the folders above it come with it.</summary>
    public void Put(string name, long size, DateTime created)
    {
        lock (_gate)
        {
            for (var slash = name.IndexOf('/'); slash > 0; slash = name.IndexOf('/', slash + 1))
                _files.TryAdd(name[..slash], new(new FilePath(name[..slash]), 0, created, true));
            _files[name] = new(new FilePath(name), size, created, false);
            _contents.Remove(name);
        }
    }

    public void Remove(FilePath file)
    {
        lock (_gate)
        {
            if (_files.Keys.Any(other => other.StartsWith($"{file}/", StringComparison.Ordinal))) throw new RefusedException("folder is not empty");
            if (!_files.Remove(file.ToString())) throw new RefusedException("no such file");
            _contents.Remove(file.ToString());
        }
    }
}
