using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package uninstall</c>.</summary>
[Help("Uninstall packages at the next reboot")]
public sealed class UninstallPackage(IPackages packages) : ScheduleCommand(packages, PackageChange.Uninstall);
