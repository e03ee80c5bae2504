using Appliance.Sdk.Menus;

namespace Appliance.XenPlugin;

/// <summary>Settings of virtualization as a whole.</summary>
[Menu("/xen global-settings", Noun = "xen settings")]
[Help("Settings of virtualization as a whole")]
public sealed record GlobalSettings : Settings
{
    [Unset("unlimited"), Between(32, 1_048_576), AtNextStart, Help("MiB of memory that this router keeps for itself; takes effect when it next starts")]
    public int? MemoryForMain { get; init; }
}
