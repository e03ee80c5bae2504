using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.BridgePlugin;

/// <summary>Makes bridges. The kernel knows one spanning tree: <c>rstp</c> runs as <c>stp</c>, which every bridge understands.</summary>
public sealed class BridgeReconciler(INetwork network) : Reconciler<Bridge>
{
    public override bool KeepsDisabled => true;

    public override async Task EnsureAsync(Bridge want, IApplyScope scope, CancellationToken ct)
    {
        var last = scope.Last as Bridge;
        if (last is not null && last.Name != want.Name) await network.Links.RenameAsync(last.Name, want.Name, ct);
        await network.Links.EnsureAsync(SpecOf(want) with { Mac = want.AutoMac ? Automatic(want, scope.Config) : want.AdminMac }, ct);
    }

    public override Task RemoveAsync(Bridge last, IApplyScope scope, CancellationToken ct) => network.Links.RemoveAsync(last.Name, ct);

    public override Bridge Observe(Bridge item, IConfigView config) => network.Links.Find(item.Name) is { Kind: LinkKind.Bridge } link
        ? item with { Running = link.Running, Slave = link.Master != 0, MacAddress = link.Mac }
        : item;

    /// <summary>What the kernel should have, apart from the address.</summary>
    public static LinkSpec SpecOf(Bridge item) => new()
    {
        Name = item.Name,
        Kind = LinkKind.Bridge,
        Up = !item.Disabled,
        Mtu = item.Mtu,
        Arp = item.Arp,
        Bridge = new BridgeSpec(item.ProtocolMode != BridgeProtocol.None, (ushort)item.Priority, item.MaxMessageAge, item.ForwardDelay, item.AgeingTime),
    };

    // The kernel chooses, and changes, the address of every bridge that was made without one.
    private MacAddress? Automatic(Bridge want, IConfigView config) =>
        AutomaticAddress.Of(want, config, network) ?? (network.Links.Find(want.Name) is null ? MacAddress.Random() : null);
}
