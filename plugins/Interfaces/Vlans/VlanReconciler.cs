using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;

namespace Appliance.InterfacesPlugin.Vlans;

/// <summary>Makes VLANs. One runs while it is up and the interface below runs.</summary>
public sealed class VlanReconciler(INetwork network) : Reconciler<VlanInterface>
{
    public override bool KeepsDisabled => true;

    public override async Task EnsureAsync(VlanInterface want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is VlanInterface last && last.Name != want.Name) await network.Links.RenameAsync(last.Name, want.Name, ct);
        if (scope.Config.Resolve(want.Interface) is { } below) await network.Links.EnsureAsync(SpecOf(want, below), ct);
    }

    public override Task RemoveAsync(VlanInterface last, IApplyScope scope, CancellationToken ct) => network.Links.RemoveAsync(last.Name, ct);

    public override VlanInterface Observe(VlanInterface item, IConfigView config) => network.Links.Find(item.Name) is { Kind: LinkKind.Vlan } link
        ? item with { Running = link.Running && network.Links.Find(link.Parent) is { Running: true }, Slave = link.Master != 0, MacAddress = link.Mac }
        : item;

    /// <summary>Whether the kernel has it as it should be.</summary>
    public bool IsRight(VlanInterface item, IConfigView config) => config.Resolve(item.Interface) is not { } below
        || network.Links.Find(item.Name) is { Kind: LinkKind.Vlan } link && link.Up == !item.Disabled && link.Mtu == item.Mtu && link.Parent == network.Links.Find(below.Name)?.Index;

    private static LinkSpec SpecOf(VlanInterface item, Interface below) => new()
    {
        Name = item.Name,
        Kind = LinkKind.Vlan,
        Up = !item.Disabled,
        Mtu = item.Mtu,
        Arp = item.Arp,
        Vlan = new VlanSpec(below.Name, item.VlanId, item.UseServiceTag),
    };
}
