using System.Runtime.InteropServices;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Reads the counters of all links in one dump that holds nothing else.</summary>
internal static class LinkStatistics
{
    private const ushort Link64 = 1;

    public static IReadOnlyDictionary<int, LinkCounters> Read(Requests requests)
    {
        var counters = new Dictionary<int, LinkCounters>();
        requests.Dump(Rtnl.GetStats, new StatsHeader { Filter = 1 }, counters.Clear, message =>
        {
            foreach (var attribute in message.After<StatsHeader>())
                if (attribute.Type == Link64) counters[message.Fixed<StatsHeader>().Index] = Of(MemoryMarshal.Cast<byte, ulong>(attribute.Value));
        });
        return counters;
    }

    // struct rtnl_link_stats64: rx packets, tx packets, rx bytes, tx bytes, rx errors, tx errors, rx dropped, tx dropped.
    private static LinkCounters Of(ReadOnlySpan<ulong> stats) => new(stats[2], stats[3], stats[0], stats[1], stats[6], stats[7], stats[4], stats[5]);
}
