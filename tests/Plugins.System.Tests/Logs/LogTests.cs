using Appliance.Drivers.Linux.Simulated.Host;
using Appliance.Engine.Schema;
using Appliance.SystemPlugin.Logs;
using Appliance.SystemPlugin.Tests.Fakes;
using Serilog.Events;

namespace Appliance.SystemPlugin.Tests.Logs;

public sealed class LogTests
{
    private readonly TestLog _log = new(LogEventLevel.Debug);
    private readonly SimulatedMachine _machine = new();
    private readonly MenuSchema _schema = new(typeof(LogRow));

    [Theory]
    [InlineData("2008-06-06T02:00:09", "02:00:09")]
    [InlineData("2008-09-15T09:54:33", "sep/15 09:54:33")]
    [InlineData("1970-01-02T02:00:09", "jan/02/1970 02:00:09")]
    public void A_time_is_as_short_as_it_is_clear(string time, string shown)
    {
        _log.Now = DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
        _log.Book.Write("system,info", "router rebooted");
        Print().ShouldBe([$"{shown} system,info router rebooted"]);
    }

    [Fact]
    public async Task Today_is_the_router_s_day()
    {
        _log.Now = new DateTime(2008, 6, 7, 1, 0, 0);
        _log.Book.Write("system,info", "router rebooted");
        Print().Single().ShouldStartWith("jun/07");
        await _machine.SetTimeZoneAsync(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(12), "test", "test"), default);
        Print().Single().ShouldStartWith("01:00:00");
    }

    [Fact]
    public void The_list_is_plain_lines_and_cannot_be_edited()
    {
        _schema.IsPlainLines.ShouldBeTrue();
        _schema.Attribute.ReadOnly.ShouldBeTrue();
        _schema.Property("topics")!.IsText.ShouldBeFalse();
        _schema.Property("message")!.IsText.ShouldBeTrue();
    }

    [Fact]
    public void A_row_stays_the_same_row()
    {
        _log.Book.Write("system,info", "same");
        _log.Book.Write("system,info", "same");
        var rows = new LogRows(_log.Book, _machine);
        rows.Read(new FakeScope()).Select(rows.Key).ShouldBe(["1", "2"]);
    }

    [Fact]
    public void Who_watches_is_told_of_lines_that_can_be_read_by_then()
    {
        var rows = new LogRows(_log.Book, _machine);
        var read = new List<string>();
        using (rows.Watch(() => read.AddRange(rows.Read(new FakeScope()).Select(row => $"{row.Id} {row.Message}"))))
            _log.Book.Write("system,info", "one");
        _log.Book.Write("system,info", "two");
        read.ShouldBe(["*1 one"]);
    }

    [Fact]
    public async Task Scripts_write_with_their_own_topic()
    {
        await new LogInfo(_log.Loggers) { Message = "all {is} \"well\"" }.RunAsync(new FakeContext(), default);
        await new LogWarning(_log.Loggers) { Message = "two" }.RunAsync(new FakeContext(), default);
        await new LogError(_log.Loggers) { Message = "three" }.RunAsync(new FakeContext(), default);
        await new LogDebug(_log.Loggers) { Message = "four" }.RunAsync(new FakeContext(), default);
        _log.Lines.ShouldBe(["script,info all {is} \"well\"", "script,warning two", "script,error three", "script,debug four"]);
    }

    [Fact]
    public void The_message_needs_no_name_but_must_be_there()
    {
        var argument = new CommandSchema("info", typeof(LogInfo), () => throw new NotSupportedException()).Arguments.Single();
        (argument.Name, argument.IsUnnamed, argument.IsRequired).ShouldBe(("message", true, true));
    }

    private IEnumerable<string> Print() => new LogRows(_log.Book, _machine).Read(new FakeScope())
        .Select(row => string.Join(' ', _schema.BriefColumns.Select(column => column.Text(row, null!, ValueStyle.Console))));
}
