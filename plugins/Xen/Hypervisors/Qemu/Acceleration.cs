namespace Appliance.XenPlugin.Hypervisors.Qemu;

/// <summary>How QEMU executes a guest.</summary>
internal enum Acceleration
{
    /// <summary>By emulation: works everywhere.</summary>
    Tcg,

    /// <summary>By the processor itself.</summary>
    Kvm,
}
