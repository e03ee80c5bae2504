using Appliance.Sdk.Values;

namespace Appliance.Engine.Tree;

/// <summary>Who has which name. Immutable; a change costs the logarithm of the number of names.</summary>
internal sealed class NameIndex
{
    // By the name's hash; names that share one are chained.
    private readonly RadixMap<Named> _named;

    private NameIndex(RadixMap<Named> named, int count) => (_named, Count) = (named, count);

    public static NameIndex Empty { get; } = new(new RadixMap<Named>(static named => named.Hash), 0);

    private sealed record Named(string Name, uint Hash, ItemId Id, Named? Next);

    public int Count { get; }

    /// <summary>The number of the item with this name; <see cref="ItemId.None"/> where there is none.</summary>
    public ItemId this[string name] => Find(_named[Hash(name)], name)?.Id ?? default;

    public bool Contains(string name) => Find(_named[Hash(name)], name) is not null;

    public bool TryGet(string name, out ItemId id)
    {
        var found = Find(_named[Hash(name)], name);
        id = found?.Id ?? default;
        return found is not null;
    }

    /// <summary>Adds a name, unless somebody has it.</summary>
    public NameIndex Add(string name, ItemId id)
    {
        var hash = Hash(name);
        var chain = _named[hash];
        return Find(chain, name) is null ? new(_named.Put(new Named(name, hash, id, chain)), Count + 1) : this;
    }

    /// <summary>Adds names that nobody has; of those that are the same the first one is there.</summary>
    public NameIndex AddAll(IEnumerable<KeyValuePair<string, ItemId>> names)
    {
        var added = new Dictionary<uint, Named>();
        var count = 0;
        foreach (var (name, id) in names)
        {
            var hash = Hash(name);
            var chain = added.GetValueOrDefault(hash) ?? _named[hash];
            if (Find(chain, name) is not null) continue;
            added[hash] = new Named(name, hash, id, chain);
            count++;
        }
        return count == 0 ? this : new NameIndex(_named.PutAll(added.Values), Count + count);
    }

    public NameIndex Remove(string name)
    {
        var hash = Hash(name);
        var chain = _named[hash];
        if (Find(chain, name) is null) return this;
        var left = Without(chain, name);
        return new NameIndex(left is null ? _named.Remove(hash) : _named.Put(left), Count - 1);
    }

    private static uint Hash(string name) => (uint)name.GetHashCode();

    private static Named? Find(Named? chain, string name)
    {
        while (chain is not null && chain.Name != name) chain = chain.Next;
        return chain;
    }

    private static Named? Without(Named? chain, string name) =>
        chain is null ? null : chain.Name == name ? chain.Next : chain with { Next = Without(chain.Next, name) };
}
