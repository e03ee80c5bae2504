using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

/// <summary>The link by which the C library of every program finds the machine's time zone.</summary>
internal static class ZoneLink
{
    private const string Zones = "/usr/share/zoneinfo";

    /// <summary>A zone that the zone database does not have leaves the link as it is.</summary>
    public static void Set(string link, TimeZoneInfo zone)
    {
        var file = Path.Combine(Zones, zone.Id);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out _) || !File.Exists(file) || new FileInfo(link).LinkTarget == file) return;
        var fresh = link + ".new";
        try
        {
            File.Delete(fresh);
            File.CreateSymbolicLink(fresh, file);
            File.Move(fresh, link, overwrite: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"can not set time zone: {trouble.Message}");
        }
    }
}
