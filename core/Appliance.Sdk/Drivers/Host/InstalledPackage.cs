namespace Appliance.Sdk.Drivers.Host;

/// <summary>An installed package.</summary>
/// <param name="Name">Such as <c>xen</c>.</param>
/// <param name="Version">Such as <c>3.11</c>.</param>
/// <param name="BuildTime">When it was built.</param>
/// <param name="Disabled">Installed but not loaded.</param>
/// <param name="Scheduled">What happens at the next reboot, such as <c>scheduled for uninstall</c>; else empty.</param>
/// <param name="Problem">Why the package is parked; else empty.</param>
public sealed record InstalledPackage(string Name, string Version, DateTime BuildTime, bool Disabled, string Scheduled, string Problem);
