using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Simulated.Network;

/// <summary>IPv4 addresses of the simulated kernel.</summary>
internal sealed class SimulatedAddresses(SimulatedMachine machine, Submission submit) : IAddresses
{
    public event Action<LinkAddress?, NetworkChange>? Changed
    {
        add => machine.AddressChanged += value;
        remove => machine.AddressChanged -= value;
    }

    public IReadOnlyCollection<LinkAddress> All
    {
        get { lock (machine.Gate) return [.. machine.Addresses]; }
    }

    public Task EnsureAsync(string link, Ip4Prefix address, Ip4? broadcast, CancellationToken ct) => submit(_ =>
    {
        var want = new LinkAddress(machine.Needed(link).Index, address, broadcast ?? (address.Length < 31 ? address.Broadcast : null), Ours: true);
        if (machine.Addresses.Contains(want)) return;
        if (machine.Addresses.Find(row => row.LinkIndex == want.LinkIndex && row.Address == address) is { } known) machine.RemoveAddress(known);
        machine.AddAddress(want);
    }, ct);

    public Task RemoveAsync(string link, Ip4Prefix address, CancellationToken ct) => submit(_ =>
    {
        if (machine.Find(link) is { } row && machine.Addresses.Find(known => known.LinkIndex == row.Index && known.Address == address) is { } known)
            machine.RemoveAddress(known);
    }, ct);
}
