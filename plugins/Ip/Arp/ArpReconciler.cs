using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Arp;

/// <summary>Gives the kernel the typed neighbours.</summary>
public sealed class ArpReconciler(INetwork network) : Reconciler<ArpEntry>
{
    public override async Task EnsureAsync(ArpEntry want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is ArpEntry last && (last.Address, last.Interface, last.Publish) != (want.Address, want.Interface, want.Publish))
            await RemoveAsync(last, scope, ct);
        if (scope.Config.Resolve(want.Interface) is { } item) await network.Neighbours.EnsureAsync(item.Name, want.Address, Mac(want), ct);
    }

    public override async Task RemoveAsync(ArpEntry last, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Config.Resolve(last.Interface) is { } item) await network.Neighbours.RemoveAsync(item.Name, last.Address, last.Publish, ct);
    }

    public override ArpEntry Observe(ArpEntry item, IConfigView config) => item with { Complete = !item.Publish && item.MacAddress is not null };

    /// <summary>Whether the kernel has it.</summary>
    public bool IsRight(ArpEntry item, IConfigView config, IReadOnlySet<(int, Ip4, MacAddress?)> kernel) =>
        config.Resolve(item.Interface)?.Name is not { } name || network.Links.Find(name) is { } link && kernel.Contains((link.Index, item.Address, Mac(item)));

    private static MacAddress? Mac(ArpEntry item) => item.Publish ? null : item.MacAddress;
}
