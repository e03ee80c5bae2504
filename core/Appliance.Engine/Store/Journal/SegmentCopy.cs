using System.Diagnostics.CodeAnalysis;

namespace Appliance.Engine.Store.Journal;

/// <summary>One of the two files of a segment while it is read.</summary>
internal sealed class SegmentCopy
{
    private readonly string _name;
    private readonly byte[] _bytes = [];
    private readonly string? _unreadable;
    private int? _firstLack;

    public SegmentCopy(string path)
    {
        _name = Path.GetFileName(path);
        try
        {
            _bytes = File.ReadAllBytes(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            IsMissing = trouble is FileNotFoundException;
            _unreadable = IsMissing ? "is missing" : "cannot be read: " + Posix.Reason(trouble);
        }
    }

    /// <summary>A sentence, where the other copy had to be used.</summary>
    public IEnumerable<string> Damage => _firstLack is { } offset
        ? [$"journal {_name} {_unreadable ?? (HasMore(offset) ? $"is damaged at byte {offset}" : $"ends at byte {offset}")}; its other copy was used"]
        : [];

    public bool IsMissing { get; }

    /// <summary>Whether anything but zeros stands behind an offset.</summary>
    public bool HasMore(int offset) => offset < _bytes.Length && _bytes.AsSpan(offset).ContainsAnyExcept((byte)0);

    public void Lacks(int offset) => _firstLack ??= offset;

    public bool TryRead(int offset, long revision, NameCache names, [NotNullWhen(true)] out CommitRecord? commit, out int length)
    {
        (commit, length) = (null, 0);
        if (offset >= _bytes.Length || !JournalRecord.TryRead(_bytes.AsSpan(offset), out var payload)) return false;
        length = JournalRecord.HeaderLength + payload.Length;
        try
        {
            commit = CommitCodec.Read(payload, names);
        }
        catch (InvalidDataException)
        {
            Lacks(offset);
            return false;
        }
        if (commit.Revision == revision) return true;
        commit = null;
        return false;
    }

    /// <summary>Whether the same record is here too; comparing is quicker than hashing and decoding again.</summary>
    public bool Has(int offset, SegmentCopy other, int length) =>
        offset + length <= _bytes.Length && _bytes.AsSpan(offset, length).SequenceEqual(other._bytes.AsSpan(offset, length));
}
