using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Gives a link another name. New kernels do it while the link is up, older ones only while it is down.</summary>
internal sealed class RenameLink(string from, string to, KernelTables tables) : Change
{
    // Where the kernel took only the alias, the link is not known by its former name any more.
    private int _index;
    private bool _wentDown;

    public override IReadOnlyList<string> Alters => [from, to];

    public override void Write(Batch batch)
    {
        if ((tables.Links.Find(from) ?? tables.Links.Find(_index)) is not { } row)
        {
            if (tables.Links.Find(to) is null) throw new NotReadyException($"no interface {from}");
            return;
        }
        _index = row.Index;
        if (from == to) return;
        if (tables.Links.Find(to) is not null) throw new RefusedException("already have interface with such name");
        if (System.Text.Encoding.UTF8.GetByteCount(to) > KernelNames.LongestAlias) throw new RefusedException("name is too long");
        var kernelName = KernelNames.For(to, tables.Links.IsTaken);
        LinkMessages.Rename(batch, this, row.Index, kernelName, kernelName == to ? "" : to);
    }

    public override Change? Otherwise(KernelError error, bool isFirst)
    {
        if (_wentDown || error.Number != KernelError.Busy || tables.Links.Find(_index) is not { Link.Up: true } row) return null;
        _wentDown = true;
        return new WhileDown(this, row, tables);
    }
}
