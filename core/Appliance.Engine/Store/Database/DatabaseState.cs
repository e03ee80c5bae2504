using System.Globalization;
using LiteDB;

namespace Appliance.Engine.Store.Database;

/// <summary>Noted in every transaction: how far the documents are, and what they add up to.</summary>
internal sealed record DatabaseState(long Revision, ContentSum Content, IReadOnlyDictionary<string, uint> LastIds)
{
    /// <summary>No path begins like this.</summary>
    public const string Key = "state";

    public static DatabaseState Empty { get; } = new(0, default, new Dictionary<string, uint>());

    public static DatabaseState Read(BsonDocument? document) => document is null
        ? Empty
        : new DatabaseState(
            document["revision"].AsInt64,
            new ContentSum(ulong.Parse(document["sum"].AsString, CultureInfo.InvariantCulture), document["count"].AsInt64),
            document["last"].AsArray.ToDictionary(entry => entry["space"].AsString, entry => (uint)entry["id"].AsInt64));

    public BsonDocument ToDocument() => new()
    {
        ["_id"] = Key,
        ["revision"] = Revision,
        ["sum"] = Content.Sum.ToString(CultureInfo.InvariantCulture),
        ["count"] = Content.Count,
        ["last"] = new BsonArray(LastIds.Select(pair => new BsonDocument { ["space"] = pair.Key, ["id"] = (long)pair.Value })),
    };
}
