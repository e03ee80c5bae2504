using Microsoft.Extensions.Logging;

namespace Appliance.Daemon.Consoles;

/// <summary>What scripts write into the log.</summary>
public sealed class ScriptLog(ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("script");

    /// <summary>Writes a line.</summary>
    /// <param name="topic">Such as <c>info</c>.</param>
    /// <param name="message">One line.</param>
    public void Write(string topic, string message)
    {
        var level = topic switch { "debug" => LogLevel.Debug, "warning" => LogLevel.Warning, "error" => LogLevel.Error, _ => LogLevel.Information };
        _log.Log(level, "{Message}", message);
    }
}
