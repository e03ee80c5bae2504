using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.XenPlugin;

/// <summary>A network card of a virtual machine.</summary>
[Menu("/xen interface", Noun = "virtual machine interface")]
[PrintFlags("X disabled")]
[Help("Network cards of virtual machines")]
public sealed record VmInterface : Item
{
    [Brief, Help("Virtual machine that has the card")] public required Ref<VirtualMachine> VirtualMachine { get; init; }

    [Generated, Brief(Order = 1), Help("Address that the guest sees")] public MacAddress VmMacAddr { get; init; } = MacAddress.Random();

    [Brief, Help("Whether the router's end comes and goes with the guest, or is a virtual-ethernet interface that is always there")]
    public VmInterfaceType Type { get; init; } = VmInterfaceType.Dynamic;

    [Unset("none"), Help("The router's end of a static interface")] public Ref<VirtualEthernet> StaticInterface { get; init; }

    [Generated, Help("Address of the router's end of a dynamic interface")] public MacAddress DynamicMacAddr { get; init; } = MacAddress.Random();

    [Unset("none"), Help("Bridge that a dynamic interface becomes a port of")] public Ref<Bridge> DynamicBridge { get; init; }

    public override IEnumerable<Problem> Validate(IConfigView config)
    {
        if (Type != VmInterfaceType.Static) yield break;
        if (StaticInterface.IsNone)
        {
            yield return Problem.Failure("static-interface is not set", "static-interface");
            yield break;
        }
        if (config.Resolve(StaticInterface) is not { } link) yield break;
        if (link.Dynamic) yield return Problem.Failure($"{link.Name} is dynamic and can not be used as static-interface", "static-interface");
        if (config.All<VmInterface>().Any(other => other.Id != Id && other.Type == VmInterfaceType.Static && other.StaticInterface == StaticInterface))
            yield return Problem.Failure($"static-interface {link.Name} is already used by another virtual machine interface", "static-interface");
    }
}

/// <summary>How the router's end of a virtual cable is made.</summary>
public enum VmInterfaceType
{
    [Help("made when the guest is started")] Dynamic,
    [Help("made by hand in /interface virtual-ethernet")] Static,
}
