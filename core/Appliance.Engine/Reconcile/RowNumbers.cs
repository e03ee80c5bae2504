using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Reconcile;

/// <summary>Numbers for observed rows: the same row keeps its number from print to print, and rows that are gone are forgotten. Rows that bring a number keep it.</summary>
internal sealed class RowNumbers
{
    // Far above the dynamic items of the tree, so that both can stand in one list.
    private const uint First = 0xC000_0000;

    private static readonly ItemKey s_machine = new("", ItemId.None);
    private readonly Lock _lock = new();
    private Dictionary<string, ItemId> _known = [];
    private static int s_made;

    // Of a menu that comes anew with its package no number is one that somebody may remember for another row.
    private uint _last = First + ((uint)Interlocked.Increment(ref s_made) % 0x3000 << 16);

    public IReadOnlyList<Item> Number(IEnumerable<(string Key, Item Row)> rows, bool readOnly)
    {
        lock (_lock)
        {
            var (known, numbered) = (new Dictionary<string, ItemId>(), new List<Item>());
            foreach (var (key, row) in rows)
            {
                if (!_known.TryGetValue(key, out var id)) id = row.Id.IsNone ? new ItemId(++_last) : row.Id;
                known.TryAdd(key, id);
                numbered.Add(row with { Id = id, Owner = readOnly ? null : s_machine });
            }
            _known = known;
            return numbered;
        }
    }
}
