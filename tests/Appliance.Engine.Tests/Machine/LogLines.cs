using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Appliance.Engine.Tests.Machine;

/// <summary>A log whose lines are <c>system,info message</c>, without the debugging ones.</summary>
internal sealed class LogLines : ILoggerFactory
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() => Lines.Clear();

    private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                lines.Enqueue($"{category},{(logLevel == LogLevel.Information ? "info" : logLevel.ToString().ToLowerInvariant())} {formatter(state, exception)}");
        }
    }
}
