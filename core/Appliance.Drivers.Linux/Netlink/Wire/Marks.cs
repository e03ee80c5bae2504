namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>Numbers by which the appliance knows again what it made, also after a crash. The kernel keeps them and gives them no meaning.</summary>
internal static class Marks
{
    /// <summary>Group of links.</summary>
    public const int LinkGroup = 3110;

    /// <summary>Protocol of addresses and of routes.</summary>
    public const byte Protocol = 82;
}
