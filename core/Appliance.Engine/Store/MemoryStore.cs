using Appliance.Sdk.Values;

namespace Appliance.Engine.Store;

/// <summary>A store without a disk, for tests and previews: what was appended is there for the next <see cref="Load"/>.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Lock _gate = new();
    private ConfigurationImage _image = new();
    private StoredConfiguration? _next;
    private readonly List<CommitRecord> _commits = [];

    /// <summary>Set to make every append fail as a full disk does.</summary>
    public IOException? Failure { get; set; }

    /// <summary>What was appended, in order.</summary>
    public IReadOnlyList<CommitRecord> Commits
    {
        get { lock (_gate) return [.. _commits]; }
    }

    /// <inheritdoc/>
    public StoredConfiguration Load()
    {
        lock (_gate)
        {
            if (_next is { } next)
            {
                _image = ConfigurationImage.Of(next with { Revision = _image.Revision + 1 });
                _next = null;
            }
            return _image.ToConfiguration([]);
        }
    }

    /// <inheritdoc/>
    public void ReplaceAtNextLoad(StoredConfiguration configuration)
    {
        if (Failure is { } failure) throw failure;
        lock (_gate) _next = configuration;
    }

    /// <inheritdoc/>
    public Task<long> AppendAsync(CommitRecord commit, bool more = false)
    {
        if (Failure is { } failure) return Task.FromException<long>(failure);
        lock (_gate)
        {
            if (commit.Revision != _image.Revision + 1)
                return Task.FromException<long>(new IOException($"commit {commit.Revision} does not follow {_image.Revision}"));
            _image.Apply(commit);
            _commits.Add(commit);
        }
        return Task.FromResult(commit.Revision);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
