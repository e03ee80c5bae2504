using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Packages;

/// <summary><c>/system package unschedule</c>.</summary>
[Help("Take back what is scheduled for packages")]
public sealed class UnschedulePackage(IPackages packages) : ScheduleCommand(packages, PackageChange.None);
