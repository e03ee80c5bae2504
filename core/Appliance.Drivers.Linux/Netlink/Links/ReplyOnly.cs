using System.Collections.Concurrent;
using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Wire;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Links that ask nobody for addresses: the kernel is told to send no requests there. It does not report this, so it is noted here.</summary>
internal sealed class ReplyOnly
{
    private const ushort TableName = 1, Parameters = 6, Link = 1, UnicastProbes = 10, MulticastProbes = 11;
    private const int DefaultProbes = 3;

    private readonly ConcurrentDictionary<int, bool> _links = new();

    public bool Holds(int link) => _links.ContainsKey(link);

    public void Write(Batch batch, Change owner, int link, bool on)
    {
        if (on == Holds(link)) return;
        if (on) _links[link] = true;
        else _links.TryRemove(link, out _);
        var message = batch.Begin(owner, Rtnl.SetNeighTable, 0, Rtnl.Inet);
        message.Put(TableName, "arp_cache");
        var parameters = message.Open(Parameters);
        message.Put(Link, link);
        message.Put(MulticastProbes, on ? 0 : DefaultProbes);
        message.Put(UnicastProbes, on ? 0 : DefaultProbes);
        message.Close(parameters);
        message.End();
    }
}
