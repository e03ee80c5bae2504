using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Arp;

/// <summary>A neighbour: an address and the card that has it.</summary>
[Menu("/ip arp", Noun = "arp entry")]
[PrintFlags("X disabled, I invalid, H DHCP, D dynamic", "P published, C complete")]
[Help("Address Resolution Protocol")]
public sealed record ArpEntry : Item
{
    [Brief(Width = 15), Help("IP address")] public required Ip4 Address { get; init; }

    [Brief, Name("mac-address"), Help("MAC address of the neighbour")] public MacAddress? MacAddress { get; init; }

    [Brief, Help("Interface name")] public required Ref<Interface> Interface { get; init; }

    [Name("published"), Help("Answer for this address on the interface")] public bool Publish { get; init; }

    /// <summary>The MAC address is known; observed.</summary>
    [NotAProperty] public bool Complete { get; init; }

    [NotAProperty] public bool Published => Publish;

    // There is no DHCP server yet that would make such entries.
    [NotAProperty] public bool DHCP => false;

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (MacAddress is null && !Publish) yield return Problem.Failure("mac-address is required", "mac-address");
        if (config.All<ArpEntry>().Any(other => other.Id != Id && !other.Disabled && !Disabled && other.Address == Address && other.Interface == Interface))
            yield return Problem.Failure("already have such address", "address");
    }
}
