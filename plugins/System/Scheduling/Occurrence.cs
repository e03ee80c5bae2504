namespace Appliance.SystemPlugin.Scheduling;

/// <summary>When a task is due.</summary>
public static class Occurrence
{
    private static readonly TimeSpan s_afterStartup = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    /// <summary>The first run after an instant; null where there is none.</summary>
    /// <param name="task">Which task.</param>
    /// <param name="after">This instant itself is too early.</param>
    /// <param name="up">When the router started.</param>
    /// <param name="zone">The router's.</param>
    public static DateTimeOffset? After(ScheduledTask task, DateTimeOffset after, DateTimeOffset up, TimeZoneInfo zone)
    {
        var local = task.StartDate.Value.ToDateTime(task.StartTime.Time?.Value ?? TimeOnly.MinValue);
        var first = task.StartTime.IsStartup ? up + s_afterStartup : Instant(local, zone);
        if (first > after) return first;
        if (task.Interval <= TimeSpan.Zero) return null;
        // "Every day at three" means three o'clock by the clock on the wall, also where a day has 23 hours; shorter intervals are measured.
        if (task.StartTime.IsStartup || task.Interval.Ticks % s_day.Ticks != 0) return first + task.Interval * (Math.Floor((after - first) / task.Interval) + 1);
        var now = TimeZoneInfo.ConvertTime(after, zone).DateTime;
        for (var next = local + task.Interval * Math.Floor((now - local) / task.Interval); ; next += task.Interval)
        {
            if (Instant(next, zone) is var instant && instant > after) return instant;
        }
    }

    /// <summary>An hour that summer time leaves out is the next one; of an hour that comes twice, the first.</summary>
    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) local += zone.GetAdjustmentRules().Where(rule => rule.DateStart <= local && rule.DateEnd >= local.Date).Select(rule => rule.DaylightDelta).FirstOrDefault(TimeSpan.FromHours(1));
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset);
    }
}
