using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace Appliance.SystemPlugin.Logs;

/// <summary>Lets scripts write into the log.</summary>
[Needs(Policy.Write)]
public abstract class LogCommand(ILoggerFactory loggers, LogLevel level) : ICommand
{
    private readonly ILogger _log = loggers.CreateLogger("script");

    [Unnamed, Help("Text of the line")] public required string Message { get; set; }

    public Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        _log.Log(level, "{Message}", Message);
        return Task.FromResult<Problem?>(null);
    }
}

/// <summary><c>/log debug</c>.</summary>
[Help("Writes a debugging message")]
public sealed class LogDebug(ILoggerFactory loggers) : LogCommand(loggers, LogLevel.Debug);

/// <summary><c>/log error</c>.</summary>
[Help("Writes an error message")]
public sealed class LogError(ILoggerFactory loggers) : LogCommand(loggers, LogLevel.Error);

/// <summary><c>/log info</c>.</summary>
[Help("Writes an informational message")]
public sealed class LogInfo(ILoggerFactory loggers) : LogCommand(loggers, LogLevel.Information);

/// <summary><c>/log warning</c>.</summary>
[Help("Writes a warning message")]
public sealed class LogWarning(ILoggerFactory loggers) : LogCommand(loggers, LogLevel.Warning);
