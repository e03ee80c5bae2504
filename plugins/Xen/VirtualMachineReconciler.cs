using Appliance.Sdk.Plugins;
using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin;

/// <summary>
/// Enabled means plugged in: the guest is started then, at a start of the router, and on command; it is not started again merely
/// because it shut down. Disabled means unplugged.
/// </summary>
public sealed class VirtualMachineReconciler(GuestList guests, GuestRoom room, GuestStart start, Autostart autostart) : Reconciler<VirtualMachine>
{
    public override async Task EnsureAsync(VirtualMachine want, IApplyScope scope, CancellationToken ct)
    {
        await guests.Adopted;
        var guest = guests.Get(want.Id);
        var before = guest.Record;
        guest.Configure(want);
        if (guest.IsOn) return;
        if (before is null && room.Marks.Find(want.Id) is { } state) guest.StayOff(state, failed: state != VmState.Shutdown);
        else if (before is null && autostart.Enqueue(want, guest) is { } later) scope.Settle(later);
        else if (before is null || guest.Failed && !want.StartsLike(before)) scope.Settle(start.PowerOn(want, guest, scope.Config));
    }

    public override async Task RemoveAsync(VirtualMachine last, IApplyScope scope, CancellationToken ct)
    {
        await guests.Adopted;
        await guests.RemoveAsync(last.Id);
    }

    public override VirtualMachine Observe(VirtualMachine item, IConfigView config) =>
        item with { State = new VmState(item.Disabled ? VmState.Disabled : StateOf(guests.Find(item.Id))) };

    private string StateOf(Guest? guest) => guest?.State switch
    {
        null => VmState.Starting,
        VmState.Running => room.Hypervisor.Trouble ?? VmState.Running,
        var state => state,
    };
}
