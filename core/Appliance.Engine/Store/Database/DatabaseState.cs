using System.Globalization;
using System.IO.Hashing;
using Appliance.Engine.Store.Journal;
using LiteDB;

namespace Appliance.Engine.Store.Database;

/// <summary>Noted in every transaction: how far the documents are, and what they add up to.</summary>
internal sealed record DatabaseState(long Revision, ContentSum Content, IReadOnlyDictionary<string, uint> LastIds)
{
    /// <summary>No path begins like this.</summary>
    public const string Key = "state";

    public static DatabaseState Empty { get; } = new(0, default, new Dictionary<string, uint>());

    /// <exception cref="InvalidDataException">Not what was written: a changed digit of the revision would hide commits of the journal.</exception>
    public static DatabaseState Read(BsonDocument? document)
    {
        if (document is null) return Empty;
        var state = new DatabaseState(
            document["revision"].AsInt64,
            new ContentSum(ulong.Parse(document["sum"].AsString, CultureInfo.InvariantCulture), document["count"].AsInt64),
            document["last"].AsArray.ToDictionary(entry => entry["space"].AsString, entry => (uint)entry["id"].AsInt64));
        return document["check"] == state.Check() ? state : throw new InvalidDataException("its own record of its revision does not match");
    }

    public BsonDocument ToDocument() => new()
    {
        ["_id"] = Key,
        ["revision"] = Revision,
        ["sum"] = Content.Sum.ToString(CultureInfo.InvariantCulture),
        ["count"] = Content.Count,
        ["check"] = Check(),
        ["last"] = new BsonArray(LastIds.Select(pair => new BsonDocument { ["space"] = pair.Key, ["id"] = (long)pair.Value })),
    };

    private string Check()
    {
        var bytes = new BinaryRecordWriter();
        foreach (var number in (ulong[])[(ulong)Revision, Content.Sum, (ulong)Content.Count]) bytes.Number(number);
        foreach (var (space, last) in LastIds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            bytes.Text(space);
            bytes.Number(last);
        }
        return XxHash3.HashToUInt64(bytes.Written).ToString("X16", CultureInfo.InvariantCulture);
    }
}
