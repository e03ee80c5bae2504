using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.InterfacesPlugin.Ethernet;

/// <summary>A network card, or in a sandbox the near end of a cable.</summary>
[Menu("/interface ethernet", Fixed = true, Noun = "interface")]
[PrintFlags("X disabled, R running", "S slave")]
[Help("Ethernet interfaces")]
public sealed record EthernetInterface : Interface
{
    [NotAProperty] public override string Type => "ether";

    [Brief(Order = 1), Name("mac-address"), Help("Media Access Control number of the card")] public MacAddress MacAddress { get; init; }

    [Brief(Order = 1), Help("Address Resolution Protocol")] public ArpMode Arp { get; init; } = ArpMode.Enabled;

    /// <summary>What the hardware was called when it was first seen: by this it is found again after a restart of the machine.</summary>
    [FoundBy, Help("Name of the interface when it was first seen")] public string DefaultName { get; init; } = "";

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        foreach (var problem in base.Validate(config)) yield return problem;
        // The lowest bit of the first octet says "many": no card has such an address.
        if (MacAddress.Bits == 0 || (MacAddress.Bits >> 40 & 1) != 0) yield return Problem.Failure("invalid mac address", "mac-address");
    }
}
