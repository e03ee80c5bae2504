namespace Appliance.Engine.Store.Journal;

/// <summary>Commits that share a write.</summary>
internal sealed class CommitBatch
{
    private readonly BinaryRecordWriter _records = new();
    private TaskCompletionSource<long>? _stored;

    public bool IsEmpty => _stored is null;

    public ReadOnlySpan<byte> Records => _records.Written;

    public long LastRevision { get; private set; }

    /// <summary>One task for all of them: they are stored together, or not at all.</summary>
    public Task<long> Add(CommitRecord commit, BinaryRecordWriter payload)
    {
        JournalRecord.Write(payload, _records);
        LastRevision = commit.Revision;
        return (_stored ??= new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public void Complete() => Clear()?.SetResult(LastRevision);

    public void Fail(IOException trouble) => Clear()?.SetException(trouble);

    private TaskCompletionSource<long>? Clear()
    {
        var stored = _stored;
        _records.Clear();
        _stored = null;
        return stored;
    }
}
