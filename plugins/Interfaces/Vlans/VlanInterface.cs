using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Vlans;

/// <summary>The frames of one VLAN on another interface.</summary>
[Menu("/interface vlan", AutoName = "vlan", Noun = "interface")]
[PrintFlags("X disabled, R running", "S slave")]
[Help("Virtual LANs on other interfaces")]
public sealed record VlanInterface : Interface
{
    [NotAProperty] public override string Type => "vlan";

    [Brief(Order = 1), Help("Address Resolution Protocol")] public ArpMode Arp { get; init; } = ArpMode.Enabled;

    [Brief(Order = 1), Between(1, 4094), Help("Number of the virtual LAN")] public ushort VlanId { get; init; } = 1;

    [Brief(Order = 1), Help("Interface that the tagged frames come from")] public required Ref<Interface> Interface { get; init; }

    [Quiet, Help("Tags of 802.1ad in place of 802.1Q")] public bool UseServiceTag { get; init; }

    [State, Name("mac-address"), Help("Address of the interface below")] public MacAddress? MacAddress { get; init; }

    [NotAProperty] public override IEnumerable<Ref<Interface>> Below => [Interface];

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        foreach (var problem in base.Validate(config)) yield return problem;
        if (config.All<VlanInterface>().Any(other => other.Id != Id && (other.Interface, other.VlanId, other.UseServiceTag) == (Interface, VlanId, UseServiceTag)))
            yield return Problem.Failure("already have vlan with such id on this interface", "vlan-id");
    }
}
