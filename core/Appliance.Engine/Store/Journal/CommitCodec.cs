using Appliance.Sdk.Values;

namespace Appliance.Engine.Store.Journal;

/// <summary>A commit as the payload of a journal record. Written by hand: quick, and no reflection that would hold plugins' types.</summary>
internal static class CommitCodec
{
    private const ulong Version = 1;
    private const ulong HasBefore = 1;
    private const ulong HasAfter = 2;

    public static void Write(CommitRecord commit, BinaryRecordWriter writer)
    {
        writer.Number(Version);
        writer.Number((ulong)commit.Revision);
        writer.Text(commit.Author);
        writer.Number((ulong)commit.Time.ToUniversalTime().Ticks);
        writer.Number((ulong)commit.Changes.Count);
        foreach (var change in commit.Changes)
        {
            writer.Number((change.Before is null ? 0 : HasBefore) | (change.After is null ? 0 : HasAfter));
            if (change.Before is { } before) Write(before, writer);
            if (change.After is { } after) Write(after, writer);
        }
        writer.Number((ulong)commit.LastIds.Count);
        foreach (var (space, last) in commit.LastIds)
        {
            writer.Text(space);
            writer.Number(last);
        }
    }

    public static CommitRecord Read(ReadOnlySpan<byte> payload, NameCache names)
    {
        var reader = new BinaryRecordReader(payload, names);
        if (reader.Number() != Version) throw new InvalidDataException("record of an unknown version");
        var revision = (long)reader.Number();
        var author = reader.Name();
        var time = new DateTime((long)reader.Number(), DateTimeKind.Utc);
        var changes = new StoredChange[reader.Number()];
        for (var i = 0; i < changes.Length; i++)
        {
            var parts = reader.Number();
            var before = (parts & HasBefore) != 0 ? ReadItem(ref reader) : null;
            var after = (parts & HasAfter) != 0 ? ReadItem(ref reader) : null;
            changes[i] = new StoredChange(before, after);
        }
        var lastIds = new Dictionary<string, uint>();
        for (var count = reader.Number(); count > 0; count--)
        {
            var space = reader.Name();
            lastIds[space] = (uint)reader.Number();
        }
        return new CommitRecord(revision, author, time, changes, lastIds);
    }

    private static void Write(StoredItem item, BinaryRecordWriter writer)
    {
        writer.Text(item.Menu);
        writer.Number(item.Id.Value);
        writer.Number((ulong)item.Position);
        writer.Number((ulong)item.Values.Count);
        foreach (var (name, value) in item.Values)
        {
            writer.Text(name);
            writer.Text(value);
        }
    }

    private static StoredItem ReadItem(ref BinaryRecordReader reader)
    {
        var menu = reader.Name();
        var id = new ItemId((uint)reader.Number());
        var position = (long)reader.Number();
        var count = (int)reader.Number();
        var values = new Dictionary<string, string>(count);
        for (; count > 0; count--)
        {
            var name = reader.Name();
            values[name] = reader.Text();
        }
        return new StoredItem(menu, id, position, values);
    }
}
