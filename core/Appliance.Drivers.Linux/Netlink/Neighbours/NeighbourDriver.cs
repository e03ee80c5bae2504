using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Neighbours;

/// <summary>IPv4 neighbours of the kernel.</summary>
internal sealed class NeighbourDriver(KernelTables tables, Events events, Func<Change, CancellationToken, Task> submit) : INeighbours
{
    public event Action<Neighbour?, NetworkChange>? Changed
    {
        add => events.NeighbourChanged += value;
        remove => events.NeighbourChanged -= value;
    }

    public IReadOnlyCollection<Neighbour> All => tables.Neighbours.All;

    public Task EnsureAsync(string link, Ip4 address, MacAddress? mac, CancellationToken ct) =>
        submit(new NeighbourChange(link, address, mac, proxy: mac is null, remove: false, tables), ct);

    public Task RemoveAsync(string link, Ip4 address, bool proxy, CancellationToken ct) =>
        submit(new NeighbourChange(link, address, null, proxy, remove: true, tables), ct);
}
