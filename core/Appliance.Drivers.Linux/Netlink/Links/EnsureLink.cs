using Appliance.Drivers.Linux.Netlink.Changes;
using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>Makes a link, or sends what it does not have yet.</summary>
internal sealed class EnsureLink(LinkSpec want, KernelTables tables, Taps taps, ReplyOnly replyOnly) : Change
{
    private string? _made;
    private SafeFileHandle? _tap;
    private bool _wentDown;

    public override IReadOnlyList<string> Alters => [want.Name];

    public override IReadOnlyList<string> Needs => [.. new[] { want.Master, want.Vlan?.Parent, want.Primary }.OfType<string>().Where(name => name.Length > 0)];

    public override void Write(Batch batch)
    {
        var row = tables.Links.Find(want.Name);
        if (row is null && want.Kind == LinkKind.Tap) row = MakeTap();
        if (row is not null) Change(batch, row);
        else if (want.Kind is LinkKind.Bridge or LinkKind.Veth or LinkKind.Vlan or LinkKind.Bond) Create(batch, FreeName());
        else throw new NotReadyException($"no interface {want.Name}");
    }

    // Neighbour parameters are set by number, which a link that is just being made does not have yet.
    public override bool HasMore => want.Arp == ArpMode.ReplyOnly && tables.Links.Find(want.Name) is { } row && !replyOnly.Holds(row.Index);

    public override void Done() => KeepTap();

    public override Change? Otherwise(KernelError error, bool isFirst)
    {
        KeepTap();
        // Half a link is none: a long-named one could not even be found again.
        if (_made is not null && (!isFirst || want.Kind == LinkKind.Tap)) return new UndoLink(_made, error, tables);
        // A bond takes only members that are down.
        if (_wentDown || error.Number is not KernelError.Busy && !(error.Number == KernelError.NotPermitted && JoinsBond) || tables.Links.Find(want.Name) is not { Link.Up: true } row) return null;
        _wentDown = true;
        return new WhileDown(this, row, tables);
    }

    private void Change(Batch batch, LinkRow row)
    {
        if (want.Kind is not LinkKind.Existing && row.Link.Kind != want.Kind && !IsPlacedByGuest(row)) throw new RefusedException("already have interface with such name");
        if (IsAnother(row))
        {
            LinkMessages.Delete(batch, this, row.Index);
            Create(batch, row.Link.KernelName);
            return;
        }
        var difference = LinkDifference.Of(IsAndStaysInBond(row) ? want with { Mac = null, Mtu = null } : want, MasterIndex(), PrimaryIndex(), row);
        var alias = KernelNames.IsGenerated(row.Link.KernelName) && row.Alias != want.Name ? want.Name : null;
        LinkMessages.Change(batch, this, row.Index, row.Link.KernelName, difference with { Alias = alias, Mark = want.Kind is not LinkKind.Existing && !row.Link.Ours });
        if (want.Arp is { } arp) replyOnly.Write(batch, this, row.Index, arp == ArpMode.ReplyOnly);
    }

    // While a Xen guest has its other end, the kernel's own link is the tap.
    private bool IsPlacedByGuest(LinkRow row) => want.Kind == LinkKind.Tap && row.Link.Kind == LinkKind.Vif;

    private void Create(Batch batch, string kernelName)
    {
        _made = kernelName;
        var parent = want.Vlan is { } vlan ? IndexOf(vlan.Parent) : 0;
        var whole = LinkDifference.Of(want, MasterIndex(), PrimaryIndex(), null);
        LinkMessages.Create(batch, this, kernelName, want, parent, whole);
        var rest = new LinkDifference { Alias = kernelName == want.Name ? null : want.Name, ProxyArp = whole.ProxyArp, Port = whole.Port };
        LinkMessages.Change(batch, this, 0, kernelName, rest);
    }

    private bool JoinsBond => want.Master is { Length: > 0 } master && tables.Links.Find(master) is { Link.Kind: LinkKind.Bond };

    // Members have the bond's address and size; what they had before, the kernel gives back when they leave.
    private bool IsAndStaysInBond(LinkRow row) =>
        tables.Links.Find(row.Link.Master) is { Link.Kind: LinkKind.Bond } && (want.Master is null || MasterIndex() == row.Link.Master);

    // What the kernel fixes when a link is made.
    private bool IsAnother(LinkRow row) =>
        want.Vlan is { } vlan && (row.Link.Parent, row.VlanId, row.ServiceTag) != (IndexOf(vlan.Parent), vlan.Id, vlan.ServiceTag)
        || want.Bond is { } bond && row.Bond is { } now && (bond.Mode, bond.FastLacp) != (now.Mode, now.FastLacp);

    private LinkRow? MakeTap()
    {
        var kernelName = FreeName();
        _tap = taps.Make(kernelName);
        _made = kernelName;
        tables.Drain();
        return tables.Links.FindKernel(kernelName) ?? throw new RefusedException("the kernel did not report the new interface");
    }

    private void KeepTap()
    {
        if (_tap is not { } tap) return;
        _tap = null;
        try
        {
            Taps.Keep(tap);
        }
        catch (RefusedException refusal)
        {
            // What a change throws after its round would end the driver, not the change.
            Fault = refusal;
        }
    }

    private string FreeName()
    {
        if (System.Text.Encoding.UTF8.GetByteCount(want.Name) > KernelNames.LongestAlias) throw new RefusedException("name is too long");
        return KernelNames.For(want.Name, tables.Links.IsTaken);
    }

    private int IndexOf(string link) => tables.Links.Find(link)?.Index ?? throw new NotReadyException($"no interface {link}");

    private int? PrimaryIndex() => want.Primary switch
    {
        null => null,
        "" => 0,
        var name => IndexOf(name),
    };

    private int? MasterIndex() => want.Master switch
    {
        null => null,
        "" => 0,
        var name => tables.Links.Find(name)?.Index ?? throw new NotReadyException($"no bridge {name}"),
    };
}
