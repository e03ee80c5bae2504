using Appliance.Sdk.Menus;

namespace Appliance.InterfacesPlugin.Bonding;

/// <summary>How a bond shares traffic.</summary>
public enum BondingMode
{
    [Help("one packet after the other by one slave after the other")] BalanceRr,
    [Help("one slave works, the others wait")] ActiveBackup,
    [Help("by the hash of a packet's addresses")] BalanceXor,
    [Help("everything by all slaves")] Broadcast,
    [Name("802.3ad"), Help("Link Aggregation Control Protocol")] Lacp,
    [Help("what is sent, by the load of the slaves")] BalanceTlb,
    [Help("what is sent and received, by the load of the slaves")] BalanceAlb,
}

/// <summary>How it is found out whether a slave works.</summary>
public enum LinkMonitoring
{
    [Help("hosts are asked by ARP")] Arp,
    [Help("the carrier is looked at")] Mii,
    [Help("not at all")] None,
}

/// <summary>How often the partner of LACP is asked for packets.</summary>
public enum LacpRate
{
    [Name("1sec"), Help("every second")] Fast,
    [Name("30secs"), Help("every 30 seconds")] Slow,
}

/// <summary>What a packet's hash is made of.</summary>
public enum TransmitHash
{
    [Name("layer-2"), Help("hardware addresses")] Layer2,
    [Name("layer-2-and-3"), Help("hardware and IP addresses")] Layer2And3,
    [Name("layer-3-and-4"), Help("IP addresses and ports")] Layer3And4,
}
