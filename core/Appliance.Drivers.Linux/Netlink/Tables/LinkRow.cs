using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>A link with everything that a specification can be compared with.</summary>
internal sealed record LinkRow(Link Link)
{
    public string Alias { get; init; } = "";
    public bool NoArp { get; init; }
    public bool ProxyArp { get; init; }
    public BridgeSpec? Bridge { get; init; }
    public BridgePortSpec? Port { get; init; }
    public BondSpec? Bond { get; init; }
    public int Primary { get; init; }
    public ushort VlanId { get; init; }
    public bool ServiceTag { get; init; }
    public int Index => Link.Index;

    /// <summary>Without what only a table of the driver's knows: replies only.</summary>
    public ArpMode Arp => NoArp ? ArpMode.Disabled : ProxyArp ? ArpMode.ProxyArp : ArpMode.Enabled;
}
