namespace Appliance.Engine.Store.Journal;

/// <summary>Commits that share a write.</summary>
internal sealed class CommitBatch
{
    private readonly BinaryRecordWriter _records = new();
    private readonly List<TaskCompletionSource> _tasks = [];
    private List<CommitRecord> _commits = [];

    public bool IsEmpty => _commits.Count == 0;

    public ReadOnlySpan<byte> Records => _records.Written;

    public IReadOnlyList<CommitRecord> Commits => _commits;

    public long LastRevision => _commits[^1].Revision;

    public Task Add(CommitRecord commit, BinaryRecordWriter payload)
    {
        JournalRecord.Write(payload, _records);
        _commits.Add(commit);
        var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _tasks.Add(task);
        return task.Task;
    }

    public void Complete()
    {
        foreach (var task in _tasks) task.SetResult();
        Clear();
    }

    public void Fail(IOException trouble)
    {
        foreach (var task in _tasks) task.SetException(trouble);
        Clear();
    }

    // The list of commits is now somebody else's; the buffers are used again.
    private void Clear()
    {
        _records.Clear();
        _tasks.Clear();
        _commits = [];
    }
}
