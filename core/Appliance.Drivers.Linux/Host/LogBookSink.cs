using System.Collections.Concurrent;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Appliance.Drivers.Linux.Host;

/// <summary>
/// Writes Serilog's events into the log book. The category of a logger is its topics, the level adds its own unless it is there already;
/// loggers that are named after a type, as libraries do, speak for <c>system</c>.
/// </summary>
public sealed class LogBookSink(LogBook book) : ILogEventSink
{
    // "l" keeps Serilog from putting texts in quotes.
    private static readonly MessageTemplateTextFormatter s_message = new("{Message:l}");
    private readonly ConcurrentDictionary<(string Category, LogEventLevel Level), string> _topics = new();

    public void Emit(LogEvent logEvent)
    {
        var category = logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var value) && value is ScalarValue { Value: string name } ? name : "";
        var topics = _topics.GetOrAdd((category, logEvent.Level), static key => Topics(key.Category, key.Level));
        if (!book.Wants(topics)) return;
        using var text = new StringWriter();
        s_message.Format(logEvent, text);
        if (logEvent.Exception is { } trouble) text.Write($": {trouble.Message}");
        book.Write(topics, text.ToString());
    }

    private static string Topics(string category, LogEventLevel level)
    {
        string[] levels = level switch
        {
            LogEventLevel.Verbose or LogEventLevel.Debug => ["debug"],
            LogEventLevel.Information => ["info"],
            LogEventLevel.Warning => ["warning"],
            LogEventLevel.Error => ["error"],
            _ => ["error", "critical"],
        };
        return string.Join(',', (category.Length > 0 && !category.Contains('.') ? category : "system").Split(',').Union(levels));
    }
}
