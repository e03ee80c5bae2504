using Microsoft.Extensions.Logging;

namespace Appliance.XenPlugin.Tests;

/// <summary>Log lines as text.</summary>
public sealed class TestLog : ILoggerFactory, ILogger
{
    private readonly List<string> _lines = [];

    public ILoggerFactory Loggers => this;

    public IReadOnlyList<string> Lines
    {
        get { lock (_lines) return [.. _lines]; }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lines) _lines.Add(formatter(state, exception));
    }

    public void Dispose()
    {
    }

    public void AddProvider(ILoggerProvider provider)
    {
    }
}
