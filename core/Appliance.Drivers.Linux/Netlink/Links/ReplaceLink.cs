using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Puts a link in the place of another one, which goes.</summary>
internal sealed class ReplaceLink(string name, string by, KernelTables tables, ReplyOnly replyOnly) : Change
{
    public override IReadOnlyList<string> Alters => [name, by];

    public override void Write(Batch batch)
    {
        var link = tables.Links.Find(by) ?? throw new NotReadyException($"no interface {by}");
        if (name == by) return;
        var old = tables.Links.Find(name);
        var kernelName = old?.Link.KernelName ?? KernelNames.For(name, tables.Links.IsTaken);
        if (old is not null) LinkMessages.Delete(batch, this, old.Index);
        LinkMessages.Rename(batch, this, link.Index, kernelName, kernelName == name ? "" : name);
        LinkMessages.Change(batch, this, link.Index, kernelName, Place(old));
        if (old is not null && replyOnly.Holds(old.Index)) replyOnly.Write(batch, this, link.Index, true);
    }

    private static LinkDifference Place(LinkRow? old) => old is null ? new LinkDifference { Mark = true } : new LinkDifference
    {
        Mark = true,
        Up = old.Link.Up,
        Mtu = old.Link.Mtu,
        Mac = old.Link.Mac,
        Master = old.Link.Master == 0 ? null : old.Link.Master,
        NoArp = old.NoArp ? true : null,
        ProxyArp = old.ProxyArp ? true : null,
        Port = old.Port,
    };
}
