namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>What guests need of the machine that are not paravirtual alone.</summary>
internal static class HardwareNeeds
{
    private const string HardwareGuests = "hvm-";

    /// <param name="spec">The guest.</param>
    /// <param name="guests">The kinds of guests that the hypervisor can run here, such as <c>xen-3.0-x86_64 hvm-3.0-x86_64</c>.</param>
    /// <exception cref="DomainFailedException">This machine does not have it.</exception>
    public static void Check(DomainSpec spec, string guests)
    {
        if (spec.Virtualization is not (Virtualization.Pvh or Virtualization.Hvm)) return;
        var name = spec.Virtualization == Virtualization.Pvh ? "pvh" : "hvm";
        if (!guests.Split(' ').Any(kind => kind.StartsWith(HardwareGuests, StringComparison.Ordinal)))
            throw new DomainFailedException(VmState.NoHardwareVirtualization, $"{spec.Name} can not be started: {name} needs hardware virtualization, which the processor does not have, or the firmware has switched off");
        if (spec.Virtualization == Virtualization.Hvm)
            throw new DomainFailedException(VmState.NoDeviceModel, $"{spec.Name} can not be started: hvm needs a device model (QEMU for Xen), which this router does not have");
    }
}
