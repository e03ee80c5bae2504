using Appliance.Drivers.Linux.Netlink.Links;
using Appliance.Drivers.Linux.Netlink.Wire;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Netlink.Tables;

/// <summary>Reads a link from the kernel's message.</summary>
internal static class LinkParser
{
    private const ushort EthernetHardware = 1;

    public static LinkRow Parse(Message message)
    {
        var header = message.Fixed<LinkHeader>();
        var (name, alias, mac, mtu, master, parent, elsewhere, group) = ("", "", default(MacAddress), 0, 0, 0, false, 0);
        var (proxyArp, info, bus) = (false, new LinkInfo(), "");
        foreach (var attribute in message.After<LinkHeader>())
        {
            switch (attribute.Type)
            {
                case LinkAttribute.Name: name = attribute.Text; break;
                case LinkAttribute.Alias: alias = attribute.Text; break;
                case LinkAttribute.Mtu: mtu = attribute.Read<int>(); break;
                case LinkAttribute.Master: master = attribute.Read<int>(); break;
                case LinkAttribute.Parent: parent = attribute.Read<int>(); break;
                case LinkAttribute.Group: group = attribute.Read<int>(); break;
                case LinkAttribute.ParentBus: bus = attribute.Text; break;
                case LinkAttribute.OtherEndsNamespace: elsewhere = true; break;
                case LinkAttribute.Address when attribute.Value.Length == 6: mac = MacAddress.FromBytes(attribute.Value); break;
                case LinkAttribute.Info: info = LinkInfo.Parse(attribute.Nested); break;
                case LinkAttribute.FamilySpecific: proxyArp = ProxyArpOf(attribute.Nested); break;
            }
        }
        info = info with { Bus = bus };
        var up = (header.Flags & LinkHeader.Up) != 0;
        var ethernet = header.HardwareType == EthernetHardware;
        return new LinkRow(new Link
        {
            Index = header.Index,
            KernelName = name,
            Name = KernelNames.AdministratorsName(name, alias),
            Kind = info.KindOfLink,
            IsPort = ethernet && (info.KindOfLink is LinkKind.Existing || info.Kind is "veth" && elsewhere),
            Ours = group == Marks.LinkGroup,
            Up = up,
            Running = up && ((header.Flags & LinkHeader.LowerUp) != 0 || info.KindOfLink == LinkKind.Bridge),
            Mtu = mtu,
            Mac = mac,
            Master = master,
            Parent = info.KindOfLink == LinkKind.Vlan ? parent : 0,
        })
        {
            Alias = alias,
            NoArp = (header.Flags & LinkHeader.NoArp) != 0,
            ProxyArp = proxyArp,
            Bridge = info.Bridge,
            Port = info.Port,
            Bond = info.Bond,
            Primary = info.Primary,
            VlanId = info.VlanId,
            ServiceTag = info.ServiceTag,
        };
    }

    private static bool ProxyArpOf(Attributes families)
    {
        foreach (var family in families)
        {
            if (family.Type != Rtnl.Inet) continue;
            foreach (var settings in family.Nested)
                if (settings.Type == LinkAttribute.Ip4Settings && settings.Value.Length >= LinkAttribute.ProxyArp * 4)
                    return BitConverter.ToInt32(settings.Value[((LinkAttribute.ProxyArp - 1) * 4)..]) != 0;
        }
        return false;
    }
}
