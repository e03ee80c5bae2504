using Appliance.Sdk.Menus;

namespace Appliance.XenPlugin.Disks;

/// <summary>A file of the router that is, or can be, the disk of a virtual machine.</summary>
[Menu("/xen disk-image", ReadOnly = true, Noun = "disk image"), Help("Disks of virtual machines")]
public sealed record DiskImageRow : NamedItem
{
    [State, Brief(Width = 14), Help("Size in octets, as the guest sees it")] public long Size { get; init; }

    [State, Brief(Width = 14), Help("Octets that it takes on this router's disk")] public long Used { get; init; }

    [State, Brief(Width = 20), Help("Virtual machines whose disk it is")] public string InUseBy { get; init; } = "";

    [State, Brief, Help("States that it can be brought back to")] public string Snapshots { get; init; } = "";
}
