using Appliance.Engine.Schema;
using Appliance.SystemPlugin.Clocks;
using CsCheck;

namespace Appliance.SystemPlugin.Tests.Clocks;

public sealed class ClockValueTests
{
    private static readonly MenuSchema s_clock = new(typeof(Clock));
    private static readonly MenuSchema s_manual = new(typeof(ManualZone));

    [Theory]
    [InlineData("time", "14:47:23", "14:47:23")]
    [InlineData("time", "4:07", "04:07:00")]
    [InlineData("date", "jun/06/2008", "jun/06/2008")]
    [InlineData("date", "Jun/6/2008", "jun/06/2008")]
    [InlineData("date", "2008-06-06", "jun/06/2008")]
    [InlineData("time-zone-name", "manual", "manual")]
    [InlineData("time-zone-name", "man", "manual")]
    [InlineData("time-zone-name", "Europe/Rig", "Europe/Riga")]
    [InlineData("time-zone-name", "America/Argentina/Ushuaia", "America/Argentina/Ushuaia")]
    public void What_is_typed_is_shown_in_full(string property, string typed, string shown)
    {
        var record = s_clock.New();
        s_clock.Property(property)!.Set(record, typed, null!).ShouldBeNull();
        s_clock.Property(property)!.Text(record, null!, ValueStyle.Console).ShouldBe(shown);
    }

    [Theory]
    [InlineData("time", "24:00:00", "invalid value of time, time of day required")]
    [InlineData("time", "noon", "invalid value of time, time of day required")]
    [InlineData("date", "feb/30/2008", "invalid value of date, date required")]
    [InlineData("date", "jan/01/1969", "invalid value of date, date required")]
    [InlineData("time-zone-name", "Europe/R", "ambiguous value of time-zone-name, more than one possible value matches input")]
    [InlineData("time-zone-name", "Mars/Base", "input does not match any value of time-zone-name")]
    [InlineData("time-zone-name", "../../etc/passwd", "input does not match any value of time-zone-name")]
    public void What_is_no_time_gets_a_sentence(string property, string typed, string sentence) =>
        s_clock.Property(property)!.Set(s_clock.New(), typed, null!)!.Sentence.ShouldBe(sentence);

    [Theory]
    [InlineData("+03:00", "+03:00")]
    [InlineData("-5:30", "-05:30")]
    [InlineData("2", "+02:00")]
    [InlineData("-00:00", "+00:00")]
    public void Offsets_are_hours_and_minutes(string typed, string shown)
    {
        var record = s_manual.New();
        s_manual.Property("time-zone")!.Set(record, typed, null!).ShouldBeNull();
        s_manual.Property("time-zone")!.Text(record, null!, ValueStyle.Console).ShouldBe(shown);
    }

    [Theory]
    [InlineData("+15:00")]
    [InlineData("+14:01")]
    [InlineData("+-1:00")]
    [InlineData("01:60")]
    [InlineData("")]
    public void An_offset_that_is_nowhere_on_earth_is_refused(string typed) =>
        s_manual.Property("time-zone")!.Set(s_manual.New(), typed, null!)!.Sentence.ShouldBe("invalid value of time-zone, time zone offset required");

    [Fact]
    public void Every_zone_of_the_machine_can_be_typed_and_completes()
    {
        var words = s_clock.Property("time-zone-name")!.Completions(null!).Select(word => word.Word).ToList();
        words.ShouldContain("manual");
        words.ShouldContain("Europe/Riga");
        foreach (var word in words) s_clock.Property("time-zone-name")!.Set(s_clock.New(), word, null!).ShouldBeNull(word);
    }

    [Fact]
    public void The_manual_zone_prints_as_on_a_new_router() =>
        s_manual.Properties.Select(property => $"{property.Name}: {property.Text(s_manual.New(), null!, ValueStyle.Console)}").ShouldBe([
            "time-zone: +00:00", "dst-delta: +00:00", "dst-start: jan/01/1970 00:00:00", "dst-end: jan/01/1970 00:00:00"]);

    [Fact]
    public void The_time_is_typed_but_never_stored()
    {
        s_clock.Typed.Select(property => property.Name).ShouldBe(["time", "date", "time-zone-name"]);
        s_clock.Stored.Select(property => property.Name).ShouldBe(["time-zone-name"]);
    }

    [Fact]
    public void Printed_values_are_read_back() =>
        Gen.Int[0, 86399].Select(Gen.Int[-14 * 60, 14 * 60], Gen.Int[0, 30000]).Sample((second, minutes, day) =>
        {
            var time = new TimeOfDay(TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(second)));
            var offset = new GmtOffset(TimeSpan.FromMinutes(minutes));
            var date = new CalendarDate(new DateOnly(1970, 1, 1).AddDays(day));
            return TimeOfDay.TryParse(time.ToString(), out var time2) && time2 == time
                && GmtOffset.TryParse(offset.ToString(), out var offset2) && offset2 == offset
                && CalendarDate.TryParse(date.ToString(), out var date2) && date2 == date;
        });
}
