using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Sdk.Values;
using Appliance.SystemPlugin.Clocks;
using Appliance.SystemPlugin.Tests.Fakes;

namespace Appliance.SystemPlugin.Tests.Clocks;

public sealed class ClockTests
{
    private readonly SimulatedMachine _machine = new();

    [Fact]
    public async Task A_new_router_s_clock_is_at_Greenwich() =>
        (await PrintAsync(new Clock())).ShouldBe("14:47:23 jun/06/2008 manual +00:00 False");

    [Fact]
    public async Task A_named_zone_moves_the_hands_and_knows_summer_time() =>
        (await PrintAsync(new Clock { TimeZoneName = Zone("Europe/Riga") })).ShouldBe("17:47:23 jun/06/2008 Europe/Riga +03:00 True");

    [Fact]
    public async Task Setting_the_time_keeps_the_date_and_setting_the_date_keeps_the_time()
    {
        (await PrintAsync(new Clock { Time = Time("01:02:03") })).ShouldStartWith("01:02:03 jun/06/2008");
        (await PrintAsync(new Clock { Date = Date("feb/29/2024") })).ShouldStartWith("01:02:03 feb/29/2024");
    }

    [Fact]
    public async Task A_time_typed_together_with_a_zone_is_of_that_zone() =>
        (await PrintAsync(new Clock { TimeZoneName = Zone("Europe/Riga"), Date = Date("dec/31/2008"), Time = Time("00:30:00") }))
            .ShouldBe("00:30:00 dec/31/2008 Europe/Riga +02:00 False");

    [Fact]
    public async Task Nothing_typed_leaves_the_clock_alone()
    {
        var before = _machine.Now;
        await PrintAsync(new Clock());
        _machine.Now.ShouldBe(before);
    }

    [Fact]
    public async Task A_machine_that_keeps_its_clock_for_itself_refuses()
    {
        _machine.Refusal = "can not set clock: Operation not permitted";
        await Should.ThrowAsync<RefusedException>(() => PrintAsync(new Clock { Time = Time("01:02:03") }));
    }

    [Fact]
    public async Task A_manual_zone_works_where_no_zone_has_a_name()
    {
        var zone = new ManualZone { TimeZone = Offset("+05:30") };
        (await PrintAsync(new Clock(), zone)).ShouldBe("20:17:23 jun/06/2008 manual +05:30 False");
    }

    [Theory]
    [InlineData("2008-03-30T00:59:59", "+02:00")]
    [InlineData("2008-03-30T01:00:00", "+03:00")]
    [InlineData("2008-10-26T00:59:59", "+03:00")]
    [InlineData("2008-10-26T01:00:00", "+02:00")]
    [InlineData("2009-06-06T00:00:00", "+02:00")]
    public async Task A_manual_summer_begins_and_ends_at_its_hour(string utc, string offset)
    {
        await _machine.SetTimeAsync(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture), default);
        var zone = new ManualZone { TimeZone = Offset("+02:00"), DstDelta = Offset("+01:00"), DstStart = new(2008, 3, 30, 3, 0, 0), DstEnd = new(2008, 10, 26, 4, 0, 0) };
        zone.Validate(new FakeScope()).ShouldBeEmpty();
        (await PrintAsync(new Clock(), zone)).ShouldContain($"manual {offset}");
    }

    [Fact]
    public async Task A_southern_summer_goes_over_the_new_year()
    {
        await _machine.SetTimeAsync(new DateTimeOffset(2009, 1, 1, 0, 0, 0, TimeSpan.Zero), default);
        var zone = new ManualZone { TimeZone = Offset("+10:00"), DstDelta = Offset("+01:00"), DstStart = new(2008, 10, 5, 2, 0, 0), DstEnd = new(2009, 4, 5, 3, 0, 0) };
        (await PrintAsync(new Clock(), zone)).ShouldBe("11:00:00 jan/01/2009 manual +11:00 True");
    }

    [Fact]
    public void A_summer_of_more_than_a_year_and_an_offset_beyond_the_date_line_are_refused()
    {
        var endless = new ManualZone { DstDelta = Offset("+01:00"), DstStart = new(2008, 1, 1), DstEnd = new(2010, 1, 1) };
        endless.Validate(new FakeScope()).Single().Property.ShouldBe("dst-end");
        var far = new ManualZone { TimeZone = Offset("+14:00"), DstDelta = Offset("+01:00") };
        far.Validate(new FakeScope()).Single().Property.ShouldBe("dst-delta");
    }

    [Fact]
    public async Task The_manual_zone_counts_only_while_the_clock_has_no_named_one()
    {
        await PrintAsync(new Clock { TimeZoneName = Zone("Europe/Riga") });
        var manual = new ManualZone { TimeZone = Offset("-08:00") };
        await new ManualZoneReconciler(_machine).EnsureAsync(manual, new FakeScope(new Clock { TimeZoneName = Zone("Europe/Riga") }), default);
        _machine.Now.Offset.ShouldBe(TimeSpan.FromHours(3));
        await new ManualZoneReconciler(_machine).EnsureAsync(manual, new FakeScope(new Clock()), default);
        _machine.Now.Offset.ShouldBe(TimeSpan.FromHours(-8));
    }

    private async Task<string> PrintAsync(Clock want, ManualZone? manual = null)
    {
        var scope = new FakeScope(want, manual ?? new ManualZone());
        var reconciler = new ClockReconciler(_machine);
        await reconciler.EnsureAsync(want, scope, default);
        var seen = reconciler.Observe(want with { Time = null, Date = null }, scope);
        return $"{seen.Time} {seen.Date} {seen.TimeZoneName} {seen.GmtOffset} {seen.DstActive}";
    }

    private static TimeOfDay Time(string text) => TimeOfDay.TryParse(text, out var value) ? value : throw new FormatException(text);

    private static CalendarDate Date(string text) => CalendarDate.TryParse(text, out var value) ? value : throw new FormatException(text);

    private static GmtOffset Offset(string text) => GmtOffset.TryParse(text, out var value) ? value : throw new FormatException(text);

    private static TimeZoneName Zone(string text) => TimeZoneName.TryParse(text, out var value) ? value : throw new FormatException(text);
}
