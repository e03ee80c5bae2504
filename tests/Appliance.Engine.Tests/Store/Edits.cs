using Appliance.Engine.Store;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Store;

/// <summary>Makes commits, and knows what must be stored after them.</summary>
internal sealed class Edits(long revision = 0)
{
    private readonly Dictionary<(string, uint), StoredItem> _items = [];
    private readonly Dictionary<string, uint> _lastIds = [];

    public long Revision { get; private set; } = revision;

    public CommitRecord Put(string menu, uint id, long position, params (string Name, string Value)[] values)
    {
        var before = _items.GetValueOrDefault((menu, id));
        var after = new StoredItem(menu, new ItemId(id), position, values.ToDictionary(pair => pair.Name, pair => pair.Value));
        _items[(menu, id)] = after;
        _lastIds[menu] = Math.Max(id, _lastIds.GetValueOrDefault(menu));
        return Next([new StoredChange(before, after)], new() { [menu] = _lastIds[menu] });
    }

    public CommitRecord Remove(string menu, uint id)
    {
        _items.Remove((menu, id), out var before);
        return Next(before is null ? [] : [new StoredChange(before, null)], []);
    }

    /// <summary>Adds one item that tells its number.</summary>
    public CommitRecord Add() => Put("/xen", (uint)Revision + 1, Revision, ("name", $"guest{Revision + 1}"), ("comment", "one \"of\" many\n"));

    /// <summary>Everything, as a store would load it.</summary>
    public StoredConfiguration All() => new(Revision, [.. _items.Values], new Dictionary<string, uint>(_lastIds), []);

    /// <summary>Everything, as text that compares.</summary>
    public string Expected() => Text(Revision, _items.Values, _lastIds);

    public static string Text(StoredConfiguration all) => Text(all.Revision, all.Items, all.LastIds);

    private static string Text(long revision, IEnumerable<StoredItem> items, IReadOnlyDictionary<string, uint> lastIds) =>
        $"revision {revision}\n"
        + string.Concat(items.Select(Line).Order(StringComparer.Ordinal))
        + string.Concat(lastIds.Select(pair => $"{pair.Key} {pair.Value}\n").Order(StringComparer.Ordinal));

    private static string Line(StoredItem item) =>
        $"{item.Menu} {item.Id} {item.Position} {string.Join(' ', item.Values.Select(pair => $"{pair.Key}='{pair.Value}'").Order(StringComparer.Ordinal))}\n";

    private CommitRecord Next(StoredChange[] changes, Dictionary<string, uint> lastIds) =>
        new(++Revision, "admin", DateTime.UtcNow, changes, lastIds);
}
