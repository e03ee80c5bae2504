namespace Appliance.Sdk.Drivers.Host;

/// <summary>
/// The log lines that rules keep in memory, as <c>/log</c> shows them, and those that they show on consoles. Plugins write with
/// <c>ILogger</c>: the category is the first topics (<c>system</c>, <c>xen</c>, <c>system,package</c>), the level adds the last one
/// (<c>info</c>, <c>warning</c>, <c>error</c>, <c>critical</c>, <c>debug</c>). See <see cref="ILogRules"/>.
/// </summary>
public interface ILogBook
{
    /// <summary>Oldest first.</summary>
    IReadOnlyList<LogLine> Lines { get; }

    /// <summary>Lines for consoles that are kept for those who log in later; oldest first.</summary>
    IReadOnlyList<LogLine> Remembered { get; }

    /// <summary>Raised for each new line that is kept; handlers return at once.</summary>
    event Action<LogLine>? Written;

    /// <summary>Raised for each line that consoles show at once; handlers return at once.</summary>
    event Action<LogLine>? Echoed;
}

/// <summary>A line of the log.</summary>
/// <param name="Number">Ascending, never reused.</param>
/// <param name="Time">Local time of the router.</param>
/// <param name="Topics">For example <c>system,error,critical</c>.</param>
/// <param name="Message">One line.</param>
public sealed record LogLine(long Number, DateTime Time, string Topics, string Message);
