using System.Runtime.InteropServices;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Store;

/// <summary>All documents as of one revision, while they are gathered from the export and the journal.</summary>
internal sealed class ConfigurationImage
{
    private readonly Dictionary<(string Menu, ItemId Id), StoredItem> _items = [];
    private readonly Dictionary<string, uint> _lastIds = [];

    public long Revision { get; set; }

    public static ConfigurationImage Of(StoredConfiguration all)
    {
        var image = new ConfigurationImage { Revision = all.Revision };
        foreach (var item in all.Items) image.Put(item);
        foreach (var (space, last) in all.LastIds) image.PutLastId(space, last);
        return image;
    }

    public IReadOnlyCollection<StoredItem> Items => _items.Values;

    public IReadOnlyDictionary<string, uint> LastIds => _lastIds;

    public void Put(StoredItem item) => _items[(item.Menu, item.Id)] = item;

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
            else if (change.Before is { } before) _items.Remove((before.Menu, before.Id));
        }
        foreach (var (space, last) in commit.LastIds) PutLastId(space, last);
        Revision = commit.Revision;
    }

    public StoredConfiguration ToConfiguration(IReadOnlyList<string> notices) =>
        new(Revision, [.. _items.Values], new Dictionary<string, uint>(_lastIds), notices);
}
