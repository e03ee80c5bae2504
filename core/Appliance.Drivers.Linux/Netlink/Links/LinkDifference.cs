using Appliance.Drivers.Linux.Netlink.Tables;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Links;

/// <summary>What of a specification a link does not have yet. Null: nothing to send.</summary>
internal sealed record LinkDifference
{
    public bool? Up { get; init; }
    public int? Mtu { get; init; }
    public MacAddress? Mac { get; init; }
    public int? Master { get; init; }
    public bool? NoArp { get; init; }
    public bool? ProxyArp { get; init; }
    public string? Alias { get; init; }
    public BridgeSpec? Bridge { get; init; }
    public BridgePortSpec? Port { get; init; }
    public BondSpec? Bond { get; init; }
    public int? Primary { get; init; }

    /// <summary>It is to be known again as made by the appliance.</summary>
    public bool Mark { get; init; }

    /// <summary>Everything that fits into one message; a port's parameters come after it has a bridge.</summary>
    public bool HasFirst => this with { Port = null } != new LinkDifference();

    public bool HasBond => Bond is not null || Primary is not null;

    public uint Flags => (Up == true ? LinkHeader.Up : 0) | (NoArp == true ? LinkHeader.NoArp : 0);

    public uint FlagsMask => (Up is null ? 0 : LinkHeader.Up) | (NoArp is null ? 0 : LinkHeader.NoArp);

    /// <param name="want">What is to be.</param>
    /// <param name="master">The bridge's number; null where nothing was said of one.</param>
    /// <param name="primary">The number of a bond's first member; null where nothing was said of one.</param>
    /// <param name="row">The link; null where it is about to be made.</param>
    public static LinkDifference Of(LinkSpec want, int? master, int? primary, LinkRow? row) => new()
    {
        Up = want.Up == (row?.Link.Up ?? false) ? null : want.Up,
        Mtu = want.Mtu == row?.Link.Mtu ? null : want.Mtu,
        Mac = want.Mac == row?.Link.Mac ? null : want.Mac,
        Master = master == (row?.Link.Master ?? 0) ? null : master,
        NoArp = want.Arp is { } arp && arp == ArpMode.Disabled != (row?.NoArp ?? false) ? arp == ArpMode.Disabled : null,
        ProxyArp = want.Arp is { } mode && mode == ArpMode.ProxyArp != (row?.ProxyArp ?? false) ? mode == ArpMode.ProxyArp : null,
        Bridge = want.Bridge == row?.Bridge ? null : want.Bridge,
        Port = want.Port == row?.Port ? null : want.Port,
        Bond = want.Bond == row?.Bond ? null : want.Bond,
        Primary = primary == (row?.Primary ?? 0) ? null : primary,
    };
}
