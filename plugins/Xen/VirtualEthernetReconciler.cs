using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>
/// A tap: it carries addresses all the time, and runs while a guest has its other end. Under Xen a link of the kernel's own has its place while
/// a guest has its other end.
/// </summary>
public sealed class VirtualEthernetReconciler(INetwork network, NicWishes wishes, GuestList guests) : Reconciler<VirtualEthernet>
{
    public override bool KeepsDisabled => true;

    public override async Task EnsureAsync(VirtualEthernet want, IApplyScope scope, CancellationToken ct)
    {
        if (scope.Last is VirtualEthernet last && last.Name != want.Name) await network.Links.RenameAsync(last.Name, want.Name, ct);
        await network.Links.EnsureAsync(new LinkSpec { Name = want.Name, Kind = LinkKind.Tap, Up = !want.Disabled, Mtu = want.Mtu, Mac = want.MacAddress, Arp = want.Arp }, ct);
        var link = Ref<VirtualEthernet>.To(want);
        wishes.LinkIs(link, want.Name);
        Sync(link, scope);
    }

    public override async Task RemoveAsync(VirtualEthernet last, IApplyScope scope, CancellationToken ct)
    {
        wishes.LinkIsGone(Ref<VirtualEthernet>.To(last));
        await network.Links.RemoveAsync(last.Name, ct);
    }

    public override VirtualEthernet Observe(VirtualEthernet item, IConfigView config)
    {
        if (network.Links.Find(item.Name) is not { Kind: LinkKind.Tap or LinkKind.Vif } link) return item;
        var end = NicWish.TokenOf(Ref<VirtualEthernet>.To(item));
        return item with { Running = link.Up && guests.All.Any(guest => guest.Nics.Any(nic => nic.Link == end)), Slave = link.Master != 0 };
    }

    private void Sync(Ref<VirtualEthernet> link, IApplyScope scope)
    {
        foreach (var machine in wishes.MachinesOn(link))
        {
            if (guests.Find(machine) is { } guest) scope.Settle(guest.SyncCards());
        }
    }
}
