using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package enable</c>.</summary>
[Help("Enable packages at the next reboot")]
public sealed class EnablePackage(IPackages packages) : ScheduleCommand(packages, PackageChange.Enable);
