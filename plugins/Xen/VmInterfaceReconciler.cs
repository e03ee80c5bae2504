using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>Wishes for a card, and while the guest is on owns the router's end of a dynamic one.</summary>
public sealed class VmInterfaceReconciler(GuestList guests, NicWishes wishes, VifNames names) : Reconciler<VmInterface>
{
    public override async Task EnsureAsync(VmInterface want, IApplyScope scope, CancellationToken ct)
    {
        await guests.Adopted;
        if (scope.Last is VmInterface last && last.VirtualMachine != want.VirtualMachine) Pull(last, scope);
        if (scope.Config.Resolve(want.VirtualMachine) is not { } machine) return;
        var guest = guests.Find(machine.Id);
        var link = want.StaticInterface;
        if (want.Type == VmInterfaceType.Dynamic)
        {
            var name = guest is { IsOn: true } ? names.Take(want.Id, guest.Nics, scope.Config) : null;
            if (name is null) names.Release(want.Id);
            else Own(name, want, scope);
            link = new Ref<VirtualEthernet>(default, name);
        }
        wishes.Set(new NicWish(want.Id, machine.Id, want.VmMacAddr, link));
        if (guest is not null) scope.Settle(guest.SyncCards());
    }

    public override async Task RemoveAsync(VmInterface last, IApplyScope scope, CancellationToken ct)
    {
        await guests.Adopted;
        Pull(last, scope);
    }

    private void Pull(VmInterface last, IApplyScope scope)
    {
        names.Release(last.Id);
        if (wishes.Drop(last.Id) is { } dropped && guests.Find(dropped.Machine) is { } guest) scope.Settle(guest.SyncCards());
    }

    private static void Own(string name, VmInterface want, IApplyScope scope)
    {
        scope.Own("link", new VirtualEthernet { Name = name, MacAddress = want.DynamicMacAddr, Disabled = false });
        if (scope.Config.Resolve(want.DynamicBridge) is null) return;
        scope.Own("port", new BridgePort { Interface = new Ref<Interface>(default, name), Bridge = want.DynamicBridge });
    }
}
