using Appliance.Sdk.Menus;

namespace Appliance.XenPlugin;

/// <summary>The disk that a guest sees its image as.</summary>
public enum DiskSlot
{
    [Help("first disk")] Hda,
    [Help("second disk")] Hdb,
    [Help("third disk")] Hdc,
    [Help("fourth disk")] Hdd,
}
