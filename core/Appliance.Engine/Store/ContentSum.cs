using System.IO.Hashing;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Store;

/// <summary>
/// One number for a set of documents, whatever their order: the sum of their hashes, so that a change costs one document.
/// LiteDB has no checksums of its own; by this number a lost or stale page is noticed.
/// </summary>
internal readonly record struct ContentSum(ulong Sum, long Count)
{
    public static ContentSum Of(IEnumerable<StoredItem> items)
    {
        var writer = new BinaryRecordWriter();
        var sum = default(ContentSum);
        foreach (var item in items) sum = sum.Plus(item, writer);
        return sum;
    }

    public ContentSum Plus(StoredItem item, BinaryRecordWriter scratch) => new(Sum + Hash(item, scratch), Count + 1);

    public ContentSum Minus(StoredItem item, BinaryRecordWriter scratch) => new(Sum - Hash(item, scratch), Count - 1);

    private static ulong Hash(StoredItem item, BinaryRecordWriter scratch)
    {
        scratch.Clear();
        scratch.Text(item.Menu);
        scratch.Number(item.Id.Value);
        scratch.Number((ulong)item.Position);
        KeyValuePair<string, string>[] values = [.. item.Values];
        Array.Sort(values, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        foreach (var (name, value) in values)
        {
            scratch.Text(name);
            scratch.Text(value);
        }
        return XxHash3.HashToUInt64(scratch.Written);
    }
}
