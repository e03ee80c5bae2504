using Microsoft.Extensions.Logging;

namespace Appliance.Drivers.Linux.Netlink;

/// <summary>Makes a router of the namespace of the calling thread.</summary>
internal static class Forwarding
{
    private const string Settings = "/proc/sys/net/ipv4/";

    public static void SwitchOn(ILogger log)
    {
        Write("ip_forward", log);
        // Else the second address of a network goes when the first one is removed.
        Write("conf/all/promote_secondaries", log);
    }

    private static void Write(string setting, ILogger log)
    {
        try
        {
            File.WriteAllText(Settings + setting, "1");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("{Setting} cannot be set: {Reason}", setting, error.Message);
        }
    }
}
