using System.Collections.Concurrent;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>Links by number and by the administrator's name.</summary>
internal sealed class LinkTable(Events events)
{
    private readonly Table<int, LinkRow> _rows = new((left, right) => left.Index.CompareTo(right.Index));
    private readonly ConcurrentDictionary<string, int> _names = new();
    private readonly ConcurrentDictionary<string, int> _kernelNames = new();

    public IReadOnlyList<LinkRow> All => _rows.All;

    public LinkRow? Find(int index) => _rows.Find(index);

    public LinkRow? Find(string name) => _names.TryGetValue(name, out var index) ? _rows.Find(index) : null;

    public LinkRow? FindKernel(string kernelName) => _kernelNames.TryGetValue(kernelName, out var index) ? _rows.Find(index) : null;

    public bool IsTaken(string kernelName) => _kernelNames.ContainsKey(kernelName);

    public void StartLoad() => _rows.StartLoad();

    public void FinishLoad()
    {
        foreach (var row in _rows.FinishLoad()) Remove(row.Index);
    }

    /// <summary>Takes a link's message.</summary>
    /// <returns>The link's number where it went down or away, so that the kernel dropped what hung on it without saying so; else 0.</returns>
    public int Take(Message message)
    {
        var header = message.Fixed<LinkHeader>();
        // A bridge reports its ports' states with its own family; leaving a bridge looks like a deletion there.
        if (header.Family != Rtnl.Unspecified) return 0;
        if (message.Type == Rtnl.DelLink) return Remove(header.Index);
        var row = LinkParser.Parse(message);
        var before = _rows.Find(row.Index);
        if (!_rows.Set(row.Index, row)) return 0;
        if (before is not null) Forget(before);
        _names[row.Link.Name] = row.Index;
        _kernelNames[row.Link.KernelName] = row.Index;
        if (before?.Link != row.Link) events.Link(row.Link, NetworkChange.Changed);
        return before is { Link.Up: true } && !row.Link.Up ? row.Index : 0;
    }

    private int Remove(int index)
    {
        if (_rows.Remove(index) is not { } gone) return 0;
        Forget(gone);
        events.Link(gone.Link, NetworkChange.Removed);
        return index;
    }

    private void Forget(LinkRow row)
    {
        _names.TryRemove(new(row.Link.Name, row.Index));
        _kernelNames.TryRemove(new(row.Link.KernelName, row.Index));
    }
}
