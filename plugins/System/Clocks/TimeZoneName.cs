using Appliance.Sdk.Values;

namespace Appliance.SystemPlugin.Clocks;

/// <summary>A name of the zone database, such as <c>Europe/Riga</c>, or <c>manual</c>.</summary>
public readonly record struct TimeZoneName(string? Zone) : IMenuValue<TimeZoneName>
{
    private const string Manual = "manual";

    public static string Noun => "time zone name";

    public static int Width => 0;

    public static IEnumerable<string> Words => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal).Append(Manual);

    public bool IsManual => Zone is null;

    public static bool TryParse(string text, out TimeZoneName value)
    {
        value = new(text == Manual ? null : text);
        return value.IsManual || text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '_' or '-' or '+') && value.ToZone() is not null;
    }

    /// <summary>Null for <c>manual</c>, and for a zone that this machine does not know.</summary>
    public TimeZoneInfo? ToZone() => Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out var zone) ? zone : null;

    public override string ToString() => Zone ?? Manual;
}
