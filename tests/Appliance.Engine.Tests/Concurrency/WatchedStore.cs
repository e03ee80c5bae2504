using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>A store that sees to it that revisions follow each other, whoever commits.</summary>
internal sealed class WatchedStore(IStore store) : IStore
{
    private long _last;

    /// <summary>Of the last commit.</summary>
    public long Revision => _last;

    public StoredConfiguration Load()
    {
        var all = store.Load();
        _last = all.Revision;
        return all;
    }

    public Task<long> AppendAsync(CommitRecord commit, bool more)
    {
        commit.Revision.ShouldBe(_last + 1);
        _last = commit.Revision;
        return store.AppendAsync(commit, more);
    }

    public void ReplaceAtNextLoad(StoredConfiguration configuration) => store.ReplaceAtNextLoad(configuration);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
