using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Arp;

/// <summary>Neighbours that the router learnt.</summary>
public sealed class ArpRows(INetwork network) : IRows<ArpEntry>
{
    public IEnumerable<ArpEntry> Read(IConfigView config)
    {
        foreach (var row in network.Neighbours.All)
        {
            if (row.Permanent || row.Proxy || network.Links.Find(row.LinkIndex) is not { } link) continue;
            var on = config.Find<Interface>(link.Name) is { } item ? Ref<Interface>.To(item) : new Ref<Interface>(ItemId.None, link.Name);
            yield return new ArpEntry { Address = row.Address, MacAddress = row.Mac, Interface = on, Complete = row.Mac is not null };
        }
    }

    public string Key(ArpEntry row) => $"{row.Address} {row.Interface}";
}
