using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Deletes a link.</summary>
internal sealed class RemoveLink(string name, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters => [name];

    public override void Write(Batch batch)
    {
        if (tables.Links.Find(name) is not { } row) return;
        // It goes with its guest's card, and only then.
        if (row.Link.Kind == LinkKind.Vif) return;
        if (row.Link.IsPort && row.Link.Kind == LinkKind.Existing) throw new RefusedException("can not remove a physical interface");
        batch.RemoveLink(this, row.Index);
    }

    public override bool Tolerates(KernelError error) => error.Number == KernelError.NoDevice;
}
