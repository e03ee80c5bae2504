using Appliance.Sdk.Menus;

namespace Appliance.XenPlugin;

/// <summary>Settings of virtualization as a whole.</summary>
[Menu("/xen global-settings", Noun = "xen settings")]
[Help("Settings of virtualization as a whole")]
public sealed record GlobalSettings : Settings
{
    /// <summary>MiB with which a router comes to its login under Xen, by measurement, and some to work with.</summary>
    private const int Least = 96;

    [Unset("unlimited"), Between(Least, 1_048_576), AtNextStart, Help("MiB of memory that this router keeps for itself; takes effect when it next starts")]
    public int? MemoryForMain { get; init; }

    [State, Help("MiB of memory that this router has until it starts with what is configured")]
    public int? MemoryInForce { get; init; }
}
