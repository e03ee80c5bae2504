using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host.SystemDisks;

/// <summary>Where this router's own software is.</summary>
public static class SystemDisk
{
    /// <param name="place">A folder, a program that prints one, or empty for this machine's own disk.</param>
    public static ISystemDisk At(string place) => place.Length == 0 ? SystemPartitions.OfThisMachine() : new SystemFolder(place);
}
