using System.Globalization;
using Appliance.Engine.Store;
using Appliance.Sdk.Values;

namespace Appliance.Engine.History;

/// <summary>
/// A document as it was before safe mode, kept in the store beside the configuration: whoever starts the router after a crash finds
/// there what to put back, in the same commits and under the same protection as everything else.
/// </summary>
/// <param name="Number">Own number in the store.</param>
/// <param name="Of">Menu of the document.</param>
/// <param name="Id">Its number there.</param>
/// <param name="Before">Null where it did not exist.</param>
internal sealed record SavedDocument(uint Number, string Of, ItemId Id, StoredItem? Before)
{
    /// <summary>No package has such a menu.</summary>
    public const string Menu = "/safe-mode";

    /// <summary>The document that says who took safe mode, and when.</summary>
    public const uint HeaderNumber = 1;

    private const string OfKey = "menu";
    private const string IdKey = "id";
    private const string PositionKey = "position";
    private const string ValuePrefix = ".";

    public static StoredItem Header(string user, long revision) => new(Menu, new ItemId(HeaderNumber), 0,
        new Dictionary<string, string> { ["user"] = user, ["revision"] = revision.ToString(CultureInfo.InvariantCulture) });

    public static string UserOf(StoredItem header) => header.Values.GetValueOrDefault("user", "");

    public StoredItem ToStored()
    {
        var values = new Dictionary<string, string> { [OfKey] = Of, [IdKey] = Id.ToString() };
        if (Before is not null)
        {
            values[PositionKey] = Before.Position.ToString(CultureInfo.InvariantCulture);
            foreach (var (name, value) in Before.Values) values[ValuePrefix + name] = value;
        }
        return new StoredItem(Menu, new ItemId(Number), Number, values);
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static SavedDocument Read(StoredItem stored)
    {
        if (!stored.Values.TryGetValue(OfKey, out var menu) || !ItemId.TryParse(stored.Values.GetValueOrDefault(IdKey), out var id))
            throw new InvalidDataException($"{Menu} {stored.Id} cannot be read");
        if (!stored.Values.TryGetValue(PositionKey, out var position)) return new SavedDocument(stored.Id.Value, menu, id, null);
        var values = stored.Values.Where(pair => pair.Key.StartsWith(ValuePrefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[ValuePrefix.Length..], pair => pair.Value);
        return new SavedDocument(stored.Id.Value, menu, id, new StoredItem(menu, id, long.Parse(position, CultureInfo.InvariantCulture), values));
    }
}
