using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Host;

/// <summary>A file store in memory: names, sizes and times, no contents.</summary>
public sealed class SimulatedFileStore : IFileStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, StoredFile> _files = new(StringComparer.Ordinal);

    public string Root => "/simulated-files";

    public IEnumerable<StoredFile> List()
    {
        lock (_gate) return [.. _files.Values];
    }

    public string PathOf(FilePath file) => file.IsNone ? throw new RefusedException("invalid file name") : $"{Root}/{file}";

    public bool Exists(FilePath file)
    {
        lock (_gate) return _files.TryGetValue(file.ToString(), out var found) && !found.IsFolder;
    }

    /// <summary>Adds a file, or replaces it; the folders above it come with it.</summary>
    public void Put(string name, long size, DateTime created)
    {
        lock (_gate)
        {
            for (var slash = name.IndexOf('/'); slash > 0; slash = name.IndexOf('/', slash + 1))
                _files.TryAdd(name[..slash], new(new FilePath(name[..slash]), 0, created, true));
            _files[name] = new(new FilePath(name), size, created, false);
        }
    }

    public void Remove(FilePath file)
    {
        lock (_gate)
        {
            if (_files.Keys.Any(other => other.StartsWith($"{file}/", StringComparison.Ordinal))) throw new RefusedException("folder is not empty");
            if (!_files.Remove(file.ToString())) throw new RefusedException("no such file");
        }
    }
}
