using Appliance.Sdk.Menus;

namespace Appliance.XenPlugin.Hypervisors;

/// <summary>How much of a machine Xen shows to a guest. On other hypervisors every guest has a whole one.</summary>
public enum Virtualization
{
    [Help("pv, which every processor can do")] Automatic,
    [Help("the guest's kernel knows that it runs on Xen")] Pv,
    [Help("as pv, with the processor's help: needs hardware virtualization and a kernel with an entry for it")] Pvh,
    [Help("a whole PC: needs hardware virtualization, and a device model, which this router does not have")] Hvm,
}
