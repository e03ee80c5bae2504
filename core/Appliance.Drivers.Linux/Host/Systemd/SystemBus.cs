using Appliance.Drivers.Linux.DBus;
using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Host.Systemd;

/// <summary>The machine's system bus.</summary>
public static class SystemBus
{
    private const string Socket = "/run/dbus/system_bus_socket";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    /// <summary>Whether systemd is the machine's first process.</summary>
    public static bool IsBooted => Directory.Exists("/run/systemd/system");

    /// <summary>Null where systemd does not run, or cannot be spoken to: then system calls do the same.</summary>
    public static Bus? Open(ILogger log) => IsBooted && Path.Exists(Socket) && Bus.IsAvailable ? new Bus($"unix:path={Socket}", s_patience, log) : null;
}
