namespace Appliance.Engine.Store.Journal;

/// <summary>Commits that share a write.</summary>
internal sealed class CommitBatch
{
    private readonly BinaryRecordWriter _records = new();
    private readonly List<TaskCompletionSource> _tasks = [];

    public bool IsEmpty => _tasks.Count == 0;

    public ReadOnlySpan<byte> Records => _records.Written;

    public long LastRevision { get; private set; }

    public Task Add(CommitRecord commit, BinaryRecordWriter payload)
    {
        JournalRecord.Write(payload, _records);
        LastRevision = commit.Revision;
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

    private void Clear()
    {
        _records.Clear();
        _tasks.Clear();
    }
}
