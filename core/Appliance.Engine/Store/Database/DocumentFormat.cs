using Appliance.Sdk.Values;
using LiteDB;

namespace Appliance.Engine.Store.Database;

/// <summary>An item as a document: <c>{ menu, id, position, values by wire name }</c>.</summary>
internal static class DocumentFormat
{
    public static string KeyOf(StoredItem item) => item.Menu + item.Id;

    public static BsonDocument ToDocument(StoredItem item)
    {
        var values = new BsonDocument();
        foreach (var (name, value) in item.Values) values[name] = value;
        return new BsonDocument
        {
            ["_id"] = KeyOf(item),
            ["menu"] = item.Menu,
            ["id"] = (long)item.Id.Value,
            ["position"] = item.Position,
            ["values"] = values,
        };
    }

    public static StoredItem ToItem(BsonDocument document)
    {
        var values = document["values"].AsDocument;
        var read = new Dictionary<string, string>(values.Count);
        foreach (var (name, value) in values) read[name] = value.AsString;
        return new StoredItem(document["menu"].AsString, new ItemId((uint)document["id"].AsInt64), document["position"].AsInt64, read);
    }
}
