using System.Globalization;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>How xenstore calls a block device of the kernel's: by its numbers, <c>7:3</c> for <c>/dev/loop3</c>.</summary>
internal static class PhysicalDevice
{
    private const string Loop = "7";

    public static string Of(ILoopDevice disk) => string.Create(CultureInfo.InvariantCulture, $"{Loop}:{disk.Number:x}");

    /// <summary>The number of a loop device; null where it is none.</summary>
    public static int? LoopOf(string? device) =>
        device?.Split(':') is [Loop, var minor] ? int.Parse(minor, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;
}
