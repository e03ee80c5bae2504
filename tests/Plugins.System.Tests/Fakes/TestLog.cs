using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>Loggers that end in a log book, as in the daemon.</summary>
public sealed class TestLog
{
    public TestLog(LogEventLevel least = LogEventLevel.Information)
    {
        Book = new LogBook(() => Now);
        var all = new MemoryLog("memory", 1000);
        if (least < LogEventLevel.Information) Book.Use([new([], [], "", all)], [all]);
        Loggers = new SerilogLoggerFactory(new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Sink(new LogBookSink(Book)).CreateLogger(), dispose: true);
    }

    public DateTime Now { get; set; } = new(2008, 6, 6, 14, 47, 23);

    public LogBook Book { get; }

    public ILoggerFactory Loggers { get; }

    public IEnumerable<string> Lines => Book.Lines.Select(line => $"{line.Topics} {line.Message}");
}
