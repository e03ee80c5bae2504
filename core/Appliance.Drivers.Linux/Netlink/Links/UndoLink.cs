using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Takes back a link that was made, but could not be given all it should have.</summary>
internal sealed class UndoLink(string kernelName, KernelError reason, KernelTables tables) : Change
{
    public override IReadOnlyList<string> Alters => [];

    public override void Write(Batch batch)
    {
        if (tables.Links.FindKernel(kernelName) is { } row) batch.RemoveLink(this, row.Index);
    }

    public override bool Tolerates(KernelError error) => true;

    public override void Done() => Fault = reason.ToException();
}
