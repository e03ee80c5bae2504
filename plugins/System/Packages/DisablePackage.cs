using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package disable</c>.</summary>
[Help("Disable packages at the next reboot")]
public sealed class DisablePackage(IPackages packages) : ScheduleCommand(packages, PackageChange.Disable);
