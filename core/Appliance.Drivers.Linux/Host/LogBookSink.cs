using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Appliance.Drivers.Linux.Host;

/// <summary>
/// Writes Serilog's events into the log book. The category of a logger is its topics, the level adds its own unless it is there already;
/// loggers that are named after a type, as libraries do, speak for <c>system</c>. As with RouterOS's first rules, debugging is not remembered.
/// </summary>
public sealed class LogBookSink(LogBook book, LogEventLevel least = LogEventLevel.Information) : ILogEventSink
{
    // "l" keeps Serilog from putting texts in quotes.
    private static readonly MessageTemplateTextFormatter s_message = new("{Message:l}");

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level < least) return;
        using var text = new StringWriter();
        s_message.Format(logEvent, text);
        if (logEvent.Exception is { } trouble) text.Write($": {trouble.Message}");
        book.Write(Topics(logEvent), text.ToString());
    }

    private static string Topics(LogEvent logEvent)
    {
        var category = logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) && value is ScalarValue { Value: string name }
            && name.Length > 0 && !name.Contains('.') ? name : "system";
        string[] levels = logEvent.Level switch
        {
            LogEventLevel.Verbose or LogEventLevel.Debug => ["debug"],
            LogEventLevel.Information => ["info"],
            LogEventLevel.Warning => ["warning"],
            LogEventLevel.Error => ["error"],
            _ => ["error", "critical"],
        };
        return string.Join(',', category.Split(',').Union(levels));
    }
}
