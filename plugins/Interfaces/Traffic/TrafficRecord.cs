using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;

namespace Appliance.InterfacesPlugin.Traffic;

/// <summary>What passed an interface in one second.</summary>
[Menu("/interface monitor-traffic")]
public sealed record TrafficRecord : Settings
{
    [State] public ulong RxPacketsPerSecond { get; init; }
    [State] public ulong RxDropsPerSecond { get; init; }
    [State] public ulong RxErrorsPerSecond { get; init; }
    [State] public BitRate RxBitsPerSecond { get; init; }
    [State] public ulong TxPacketsPerSecond { get; init; }
    [State] public ulong TxDropsPerSecond { get; init; }
    [State] public ulong TxErrorsPerSecond { get; init; }
    [State] public BitRate TxBitsPerSecond { get; init; }

    public static TrafficRecord Of(LinkCounters before, LinkCounters now) => new()
    {
        RxPacketsPerSecond = now.RxPackets - before.RxPackets,
        RxDropsPerSecond = now.RxDrops - before.RxDrops,
        RxErrorsPerSecond = now.RxErrors - before.RxErrors,
        RxBitsPerSecond = new BitRate((now.RxBytes - before.RxBytes) * 8),
        TxPacketsPerSecond = now.TxPackets - before.TxPackets,
        TxDropsPerSecond = now.TxDrops - before.TxDrops,
        TxErrorsPerSecond = now.TxErrors - before.TxErrors,
        TxBitsPerSecond = new BitRate((now.TxBytes - before.TxBytes) * 8),
    };
}
