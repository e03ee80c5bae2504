using System.Collections.Concurrent;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Addresses;

/// <summary>Puts addresses on links: on the bridge, where the interface is a bridge's port.</summary>
public sealed class IpAddressReconciler(INetwork network) : Reconciler<IpAddress>
{
    // Where each item's address was put: the port may have left its bridge since, and either may have another name.
    private readonly ConcurrentDictionary<ItemId, (int Link, Ip4Prefix Address)> _put = new();

    public override async Task EnsureAsync(IpAddress want, IApplyScope scope, CancellationToken ct)
    {
        var name = scope.Config.Resolve(want.Interface)?.Name;
        var link = (name is null ? null : CarrierOf(name)) ?? throw new NotReadyException($"no interface {name}");
        if (_put.TryGetValue(want.Id, out var before) && before != (link.Index, want.Address)) await TakeAwayAsync(want.Id, ct);
        await network.Addresses.EnsureAsync(link.Name, want.Address, want.Broadcast, ct);
        _put[want.Id] = (link.Index, want.Address);
    }

    public override Task RemoveAsync(IpAddress last, IApplyScope scope, CancellationToken ct)
    {
        // After a restart of the daemon only the configuration knows.
        if (!_put.ContainsKey(last.Id) && scope.Config.Resolve(last.Interface)?.Name is { } name && CarrierOf(name) is { } link) _put[last.Id] = (link.Index, last.Address);
        return TakeAwayAsync(last.Id, ct);
    }

    public override IpAddress Observe(IpAddress item, IConfigView config) => item with
    {
        Network = item.Network ?? item.Address.Network,
        Broadcast = item.Broadcast ?? item.Address.Broadcast,
        ActualInterface = config.Resolve(item.Interface)?.Name is { } name ? CarrierOf(name)?.Name ?? name : "",
    };

    /// <summary>Whether the kernel has it where it should be.</summary>
    public bool IsRight(IpAddress item, IConfigView config, IReadOnlySet<(int, Ip4Prefix)> kernel) =>
        config.Resolve(item.Interface)?.Name is not { } name || CarrierOf(name) is { } link && kernel.Contains((link.Index, item.Address));

    /// <summary>Whether one of the items put this address on this link.</summary>
    public bool HasPut(int link, Ip4Prefix address) => _put.Values.Contains((link, address));

    // Another item may have the same address on the same link: as ether1's and as that of ether1's bridge.
    private async Task TakeAwayAsync(ItemId item, CancellationToken ct)
    {
        if (!_put.TryRemove(item, out var put) || network.Links.Find(put.Link) is not { } link) return;
        if (_put.Values.Contains(put)) return;
        await network.Addresses.RemoveAsync(link.Name, put.Address, ct);
    }

    private Link? CarrierOf(string name) => network.Links.Find(name) is not { } link ? null : link.Master == 0 ? link : network.Links.Find(link.Master) ?? link;
}
