using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>IPv4 neighbours of the simulated kernel.</summary>
internal sealed class SimulatedNeighbours(SimulatedMachine machine, Submission submit) : INeighbours
{
    public event Action<Neighbour?, NetworkChange>? Changed
    {
        add => machine.NeighbourChanged += value;
        remove => machine.NeighbourChanged -= value;
    }

    public IReadOnlyCollection<Neighbour> All
    {
        get { lock (machine.Gate) return [.. machine.Neighbours]; }
    }

    public Task EnsureAsync(string link, Ip4 address, MacAddress? mac, CancellationToken ct) => submit(_ =>
    {
        var row = new Neighbour(machine.Needed(link).Index, address, mac, mac is not null, mac is null);
        if (machine.Neighbours.Contains(row)) return;
        machine.Neighbours.RemoveAll(known => known.LinkIndex == row.LinkIndex && known.Address == address && known.Proxy == row.Proxy);
        machine.Neighbours.Add(row);
        machine.Tell(row, NetworkChange.Changed);
    }, ct);

    public Task RemoveAsync(string link, Ip4 address, bool proxy, CancellationToken ct) => submit(_ =>
    {
        if (machine.Find(link) is not { } row) return;
        foreach (var known in machine.Neighbours.Where(known => known.LinkIndex == row.Index && known.Address == address && known.Proxy == proxy).ToArray())
        {
            machine.Neighbours.Remove(known);
            machine.Tell(known, NetworkChange.Removed);
        }
    }, ct);
}
