using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Addresses;

/// <summary>IPv4 addresses of the kernel.</summary>
internal sealed class AddressDriver(KernelTables tables, Events events, Func<Change, CancellationToken, Task> submit) : IAddresses
{
    public event Action<LinkAddress?, NetworkChange>? Changed
    {
        add => events.AddressChanged += value;
        remove => events.AddressChanged -= value;
    }

    public IReadOnlyCollection<LinkAddress> All => tables.Addresses.All;

    public Task EnsureAsync(string link, Ip4Prefix address, Ip4? broadcast, CancellationToken ct) =>
        submit(new EnsureAddress(link, address, broadcast, tables), ct);

    public Task RemoveAsync(string link, Ip4Prefix address, CancellationToken ct) => submit(new RemoveAddress(link, address, tables), ct);
}
