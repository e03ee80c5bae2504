using System.Runtime.InteropServices;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Store;

/// <summary>All documents as of one revision, while they are gathered from the export and the journal.</summary>
internal sealed class ConfigurationImage
{
    private readonly Dictionary<string, uint> _lastIds = [];
    private List<StoredItem> _read = [];
    private Dictionary<(string Menu, ItemId Id), StoredItem>? _items;

    public long Revision { get; set; }

    public static ConfigurationImage Of(StoredConfiguration all)
    {
        var image = new ConfigurationImage { Revision = all.Revision };
        foreach (var item in all.Items) image.Add(item);
        foreach (var (space, last) in all.LastIds) image.PutLastId(space, last);
        return image;
    }

    public IReadOnlyCollection<StoredItem> Items => (IReadOnlyCollection<StoredItem>?)_items?.Values ?? _read;

    public IReadOnlyDictionary<string, uint> LastIds => _lastIds;

    /// <summary>Adds a document that is not there yet.</summary>
    public void Add(StoredItem item)
    {
        if (_items is null) _read.Add(item);
        else Put(item);
    }

    public void PutLastId(string space, uint last)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastIds, space, out _);
        known = Math.Max(known, last);
    }

    public void Apply(CommitRecord commit)
    {
        foreach (var change in commit.Changes)
        {
            if (change.After is { } after) Put(after);
            else if (change.Before is { } before) Index().Remove((before.Menu, before.Id));
        }
        foreach (var (space, last) in commit.LastIds) PutLastId(space, last);
        Revision = commit.Revision;
    }

    public StoredConfiguration ToConfiguration(IReadOnlyList<string> notices) =>
        new(Revision, [.. Items], new Dictionary<string, uint>(_lastIds), notices);

    private void Put(StoredItem item) => Index()[(item.Menu, item.Id)] = item;

    // After an orderly stop there is nothing to look up.
    private Dictionary<(string Menu, ItemId Id), StoredItem> Index()
    {
        if (_items is not null) return _items;
        _items = new(_read.Count);
        foreach (var item in _read) _items[(item.Menu, item.Id)] = item;
        _read = [];
        return _items;
    }
}
