using System.Globalization;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Scheduling;

namespace Appliance.SystemPlugin.Tests.Scheduling;

public sealed class OccurrenceTests
{
    private static readonly TimeZoneInfo s_riga = TimeZoneInfo.FindSystemTimeZoneById("Europe/Riga");

    [Theory]
    [InlineData("2008-06-06 03:00:00", "00:00:00", "2008-06-06 02:59:59", "2008-06-06 03:00:00")] // once, later
    [InlineData("2008-06-06 03:00:00", "00:00:00", "2008-06-06 03:00:00", null)] // once, and it was
    [InlineData("2008-06-06 03:00:00", "01:00:00", "2008-06-06 03:00:00", "2008-06-06 04:00:00")]
    [InlineData("2008-06-06 03:00:00", "00:00:07", "2008-06-07 00:00:01", "2008-06-07 00:00:07")]
    [InlineData("2008-06-06 03:00:00", "1.00:00:00", "2008-06-20 03:00:00", "2008-06-21 03:00:00")]
    [InlineData("2008-03-29 03:30:00", "1.00:00:00", "2008-03-29 12:00:00", "2008-03-30 04:30:00")] // there is no half past three on that day
    [InlineData("2008-03-29 05:00:00", "1.00:00:00", "2008-03-29 12:00:00", "2008-03-30 05:00:00")] // a day of 23 hours
    [InlineData("2008-10-25 03:30:00", "1.00:00:00", "2008-10-25 12:00:00", "2008-10-26 03:30:00")] // which comes twice, and counts once
    [InlineData("2008-10-25 05:00:00", "7.00:00:00", "2008-10-25 12:00:00", "2008-11-01 05:00:00")]
    [InlineData("2030-01-01 00:00:00", "00:01:00", "2008-06-06 03:00:00", "2030-01-01 00:00:00")]
    public void The_next_run_follows_from_beginning_and_interval(string begin, string interval, string now, string? next)
    {
        var local = Local(begin);
        var task = new ScheduledTask
        {
            StartDate = new CalendarDate(DateOnly.FromDateTime(local)),
            StartTime = new StartTime(new TimeOfDay(TimeOnly.FromDateTime(local))),
            Interval = TimeSpan.Parse(interval, CultureInfo.InvariantCulture),
        };
        var found = Occurrence.After(task, At(now), At("2008-01-01 00:00:00"), s_riga);
        (found is { } instant ? TimeZoneInfo.ConvertTime(instant, s_riga).DateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null).ShouldBe(next);
    }

    [Fact]
    public void An_hourly_task_runs_in_both_hours_of_one_name()
    {
        var task = new ScheduledTask { StartDate = new(new DateOnly(2008, 10, 26)), StartTime = new(new TimeOfDay(new TimeOnly(2, 30))), Interval = TimeSpan.FromHours(1) };
        var at = At("2008-10-26 02:30:00");
        var hours = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            at = Occurrence.After(task, at, at, s_riga)!.Value;
            hours.Add(TimeZoneInfo.ConvertTime(at, s_riga).ToString("HH:mm zzz", CultureInfo.InvariantCulture));
        }
        hours.ShouldBe(["03:30 +03:00", "03:30 +02:00", "04:30 +02:00"]);
    }

    [Fact]
    public void Startup_is_three_seconds_after_the_start()
    {
        var up = At("2008-06-06 03:00:00");
        var once = new ScheduledTask { StartTime = new StartTime(null, true) };
        Occurrence.After(once, up, up, s_riga).ShouldBe(up.AddSeconds(3));
        Occurrence.After(once, up.AddSeconds(3), up, s_riga).ShouldBeNull();
        Occurrence.After(once with { Interval = TimeSpan.FromSeconds(10) }, up.AddSeconds(3), up, s_riga).ShouldBe(up.AddSeconds(13));
    }

    private static DateTime Local(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => new(Local(text), s_riga.GetUtcOffset(Local(text)));
}
