using Appliance.XenPlugin.Hypervisors.Booting;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>What a guest is started with: always a kernel, because it has no firmware.</summary>
internal static class DomainBoot
{
    // Kernels that look for a loader's configuration on the guest's disk, and start what that says.
    private static readonly string[] s_pvGrubs = ["/usr/lib/grub-xen/grub-x86_64-xen.bin", "/usr/lib/xen/boot/pvgrub2-x86_64.bin"], s_pvhGrubs = ["/usr/lib/grub-xen/grub-i386-xen_pvh.bin"];

    /// <exception cref="DomainFailedException">There is nothing that can be started this way.</exception>
    public static DomainSpec Of(DomainSpec spec, string folder, CancellationToken ct)
    {
        // A router's own disk says nothing of consoles; hvc0 is the only one here.
        var boot = DiskBoot.WithoutFirmware(spec.Kernel is null ? spec with { CommandLine = $"console=hvc0 {spec.CommandLine}".Trim() } : spec, folder, ct);
        if (boot.Loader != DiskLoader.None)
        {
            var grub = (spec.Virtualization == Virtualization.Pvh ? s_pvhGrubs : s_pvGrubs).FirstOrDefault(File.Exists)
                ?? throw new DomainFailedException(VmState.NoBootLoader, $"{spec.Name} can not be started: its disk image boots by a loader of its own, and this router has no pvgrub for that");
            return spec with { Kernel = grub, Initrd = null, CommandLine = "" };
        }
        if (boot.Spec.Kernel is null) throw new DomainFailedException(VmState.NothingToBoot, $"{spec.Name} can not be started: it has neither kernel nor disk image");
        foreach (var file in new[] { boot.Spec.Kernel, boot.Spec.Initrd })
            if (file is not null && !File.Exists(file)) throw new DomainFailedException(VmState.FailedToStart, $"{spec.Name} can not be started: there is no {file}");
        return boot.Spec;
    }
}
