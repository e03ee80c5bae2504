using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin;

/// <summary>The router's end of a virtual cable to a guest.</summary>
[Menu("/interface virtual-ethernet", AutoName = "vif", Noun = "interface")]
[PrintFlags("X disabled", "R running")]
[Help("This router's ends of virtual cables to guests")]
public sealed record VirtualEthernet : Interface
{
    public VirtualEthernet() => Disabled = true;

    /// <inheritdoc/>
    [NotAProperty] public override string Type => "virtual-ethernet";

    [Brief, Help("Address Resolution Protocol")] public ArpMode Arp { get; init; } = ArpMode.Enabled;

    [Generated, Brief, Help("Address of this router's end")] public MacAddress MacAddress { get; init; } = MacAddress.Random();

    /// <summary>The order of the manual's listings: what runs first, then by name, numbers by their value.</summary>
    public static int RunningFirst(VirtualEthernet left, VirtualEthernet right)
    {
        var order = right.Running.CompareTo(left.Running);
        if (order != 0) return order;
        var (a, b) = (left.Name.TrimEnd("0123456789".ToCharArray()), right.Name.TrimEnd("0123456789".ToCharArray()));
        order = string.CompareOrdinal(a, b);
        if (order == 0) order = (left.Name.Length - a.Length).CompareTo(right.Name.Length - b.Length);
        return order != 0 ? order : string.CompareOrdinal(left.Name, right.Name);
    }
}
