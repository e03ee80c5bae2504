using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Logging;

/// <summary>Where lines go.</summary>
public enum LoggingTarget
{
    [Help("keep in memory, for /log")] Memory,
    [Help("write to files")] Disk,
    [Help("show on consoles")] Echo,
    [Help("send to a syslog server")] Remote,
}
