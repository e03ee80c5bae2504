using Appliance.Sdk.Menus;

namespace Appliance.SystemPlugin.Clocks;

/// <summary>Time of day and time zone.</summary>
[Menu("/system clock", Noun = "system time zone settings"), Help("System clock")]
public sealed record Clock : Settings
{
    [NotStored, Help("Time of day")] public TimeOfDay? Time { get; init; }

    [NotStored, Help("Date")] public CalendarDate? Date { get; init; }

    [Help("Time zone; manual takes the offsets of /system clock manual")] public TimeZoneName TimeZoneName { get; init; }

    [State, Help("Difference to Greenwich now, summer time included")] public GmtOffset GmtOffset { get; init; }

    [State, Help("Whether it is summer time now")] public bool DstActive { get; init; }
}
