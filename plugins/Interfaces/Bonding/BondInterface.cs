using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Bonding;

/// <summary>Several interfaces that work as one.</summary>
[Menu("/interface bonding", AutoName = "bonding", Noun = "interface"), DetailedPrint]
[PrintFlags("X disabled, R running", "S slave")]
[Help("Interfaces that work as one")]
public sealed record BondInterface : Interface
{
    private const int MostTargets = 16;

    [NotAProperty] public override string Type => "bond";

    [State, Name("mac-address"), Help("Address of the bond")] public MacAddress? MacAddress { get; init; }

    [Help("Address Resolution Protocol")] public ArpMode Arp { get; init; } = ArpMode.Enabled;

    [Help("Interfaces that belong to the bond")] public IReadOnlyList<Ref<Interface>> Slaves { get; init; } = [];

    [Help("How traffic is shared")] public BondingMode Mode { get; init; } = BondingMode.BalanceRr;

    /// <summary>The slave that works while it can; for the modes in which one slave differs from the others.</summary>
    [Unset("none"), Help("Slave that works while it can")] public Ref<Interface> Primary { get; init; }

    [Help("How it is found out whether a slave works")] public LinkMonitoring LinkMonitoring { get; init; } = LinkMonitoring.Mii;

    [Help("How often arp-ip-targets are asked")] public TimeSpan ArpInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    [Name("arp-ip-targets"), Unset(""), Help("Hosts that must answer")] public IReadOnlyList<Ip4> ArpTargets { get; init; } = [];

    [Help("How often carriers are looked at")] public TimeSpan MiiInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    [Help("How long a slave without a carrier is kept")] public TimeSpan DownDelay { get; init; } = TimeSpan.Zero;

    [Help("How long a slave must have a carrier before it is used")] public TimeSpan UpDelay { get; init; } = TimeSpan.Zero;

    [Help("How often the partner is asked for LACP packets")] public LacpRate LacpRate { get; init; } = LacpRate.Slow;

    [Help("What decides which slave a packet leaves by")] public TransmitHash TransmitHashPolicy { get; init; } = TransmitHash.Layer2;

    [Quiet, Between(0, 32), Help("How many slaves must work")] public int MinLinks { get; init; }

    [NotAProperty] public override IEnumerable<Ref<Interface>> Below => Slaves;

    [NotAProperty] public override IEnumerable<Ref<Interface>> Members => Slaves;

    /// <summary>Whether one slave may be preferred.</summary>
    [NotAProperty] public bool HasPrimary => Mode is BondingMode.ActiveBackup or BondingMode.BalanceTlb or BondingMode.BalanceAlb;

    // The kernel asks by ARP only where every slave hears every answer.
    [NotAProperty] private bool MayAsk => Mode is BondingMode.BalanceRr or BondingMode.ActiveBackup or BondingMode.BalanceXor or BondingMode.Broadcast;

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        foreach (var problem in base.Validate(config)) yield return problem;
        foreach (var slave in Slaves)
        {
            if (Slaves.Count(other => other == slave) > 1) yield return Problem.Failure("slave is given twice", "slaves");
            else if (config.All<Interface>().FirstOrDefault(other => other.Id != Id && other.Members.Contains(slave)) is { } bond) yield return Problem.Failure($"device is a slave of {bond.Name}", "slaves");
            else if (config.All<BridgePort>().Any(port => !port.Dynamic && port.Interface == slave)) yield return Problem.Failure("device already added as bridge port", "slaves");
        }
        if (!Primary.IsNone && !Slaves.Contains(Primary)) yield return Problem.Failure("primary must be one of slaves", "primary");
        if (!Primary.IsNone && !HasPrimary) yield return Problem.Failure("primary is for modes active-backup, balance-tlb and balance-alb", "primary");
        if (LinkMonitoring == LinkMonitoring.Arp && !MayAsk) yield return Problem.Failure("link-monitoring=arp does not work with this mode", "link-monitoring");
        if (LinkMonitoring == LinkMonitoring.Arp && ArpTargets.Count == 0) yield return Problem.Failure("link-monitoring=arp needs arp-ip-targets", "arp-ip-targets");
        if (ArpTargets.Count > MostTargets) yield return Problem.Failure($"there can be {MostTargets} arp-ip-targets", "arp-ip-targets");
        if (LinkMonitoring == LinkMonitoring.None && Mode == BondingMode.Lacp) yield return Problem.Failure("mode=802.3ad needs link-monitoring=mii", "link-monitoring");
        if (ArpInterval <= TimeSpan.Zero) yield return Problem.Failure("arp-interval must be more than 0", "arp-interval");
        if (MiiInterval <= TimeSpan.Zero) yield return Problem.Failure("mii-interval must be more than 0", "mii-interval");
    }
}
