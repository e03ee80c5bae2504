using System.Collections.Concurrent;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Store.Database;

/// <summary>
/// Commits that are on disk and not in the database yet, as records of the journal: as objects, thousands of them would be moved about by
/// the garbage collector for as long as they wait. One thread puts, one takes.
/// </summary>
internal sealed class WaitingCommits
{
    private readonly ConcurrentQueue<(byte[] Records, long LastRevision)> _waiting = [];
    private readonly NameCache _names = new();

    public void Put(ReadOnlySpan<byte> records, long lastRevision) => _waiting.Enqueue((records.ToArray(), lastRevision));

    /// <summary>Takes them in order, up to a revision that begins a segment of the journal.</summary>
    public IEnumerable<CommitRecord> Take(long before)
    {
        while (_waiting.TryPeek(out var next) && next.LastRevision < before)
        {
            _waiting.TryDequeue(out _);
            for (var offset = 0; offset < next.Records.Length;) yield return Read(next.Records, ref offset);
        }
    }

    /// <summary>Lets go of what <see cref="Take"/> would give.</summary>
    public void Drop(long before)
    {
        while (_waiting.TryPeek(out var next) && next.LastRevision < before) _waiting.TryDequeue(out _);
    }

    private CommitRecord Read(byte[] records, ref int offset)
    {
        if (!JournalRecord.TryRead(records.AsSpan(offset), out var payload)) throw new InvalidDataException("a record changed in memory");
        offset += JournalRecord.HeaderLength + payload.Length;
        return CommitCodec.Read(payload, _names);
    }
}
