using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Extensions.Logging;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class LogBookTests
{
    private static readonly DateTime s_now = new(2008, 6, 6, 14, 47, 23);

    [Fact]
    public void The_oldest_lines_give_way_and_numbers_go_on()
    {
        var book = new LogBook(() => s_now, capacity: 3);
        for (var i = 1; i <= 5; i++) book.Write("system,info", $"line {i}");
        book.Lines.Select(line => line.Message).ShouldBe(["line 3", "line 4", "line 5"]);
        book.Lines.Select(line => line.Number).ShouldBe([3, 4, 5]);
        book.Lines[0].Time.ShouldBe(s_now);
    }

    [Fact]
    public void A_message_is_one_line()
    {
        var book = new LogBook(() => s_now);
        book.Write("system,info", "first\r\n\tsecond\n");
        book.Lines.Single().Message.ShouldBe("first second");
    }

    [Fact]
    public void Whoever_listens_gets_each_line()
    {
        var book = new LogBook(() => s_now);
        var heard = new List<string>();
        book.Written += line => heard.Add(line.Message);
        book.Write("system,info", "one");
        book.Write("system,info", "two");
        heard.ShouldBe(["one", "two"]);
    }

    [Fact]
    public void Category_and_level_are_the_topics()
    {
        var book = Log(loggers =>
        {
            loggers.CreateLogger("system").LogInformation("router rebooted");
            loggers.CreateLogger("system,package").LogWarning("{Package} is parked", "xen");
            loggers.CreateLogger("xen").LogError(new IOException("disk is gone"), "can not start {Guest}", "ros1");
            loggers.CreateLogger("system").LogCritical("login failure for user {User} from {Address} via {Service}", "root", "10.0.0.1", "telnet");
            loggers.CreateLogger("system,info,account").LogInformation("user {User} logged in via {Service}", "admin", "local");
            loggers.CreateLogger("LiteDB.Engine").LogInformation("a library speaks");
        });
        book.Lines.Select(line => $"{line.Topics} {line.Message}").ShouldBe([
            "system,info router rebooted",
            "system,package,warning xen is parked",
            "xen,error can not start ros1: disk is gone",
            "system,error,critical login failure for user root from 10.0.0.1 via telnet",
            "system,info,account user admin logged in via local",
            "system,info a library speaks",
        ]);
    }

    [Fact]
    public void Debugging_is_not_remembered_unless_asked_for()
    {
        static void Debug(ILoggerFactory loggers) => loggers.CreateLogger("script").LogDebug("detail");
        Log(Debug).Lines.ShouldBeEmpty();
        var all = new MemoryLog("memory", 10);
        Log(Debug, book => book.Use([new([], [], "", all)], [all])).Lines.Single().Topics.ShouldBe("script,debug");
    }

    [Fact]
    public void Writers_in_parallel_lose_nothing()
    {
        var book = new LogBook(() => s_now);
        Parallel.For(0, 500, i => book.Write("system,info", $"{i}"));
        book.Lines.Select(line => line.Number).ShouldBe(Enumerable.Range(1, 500).Select(i => (long)i));
        book.Lines.Select(line => line.Message).Distinct().Count().ShouldBe(500);
    }

    private static LogBook Log(Action<ILoggerFactory> write, Action<LogBook>? prepare = null)
    {
        var book = new LogBook(() => s_now);
        prepare?.Invoke(book);
        using var serilog = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(new LogBookSink(book)).CreateLogger();
        using var loggers = new SerilogLoggerFactory(serilog);
        write(loggers);
        return book;
    }
}
