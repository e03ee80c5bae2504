namespace Appliance.Sdk.Drivers.Host;

/// <summary>
/// The newest log lines, as <c>/log</c> shows them. Plugins write with <c>ILogger</c>: the category is the first topics
/// (<c>system</c>, <c>xen</c>, <c>system,package</c>), the level adds the last one (<c>info</c>, <c>warning</c>, <c>error</c>, <c>critical</c>, <c>debug</c>).
/// </summary>
public interface ILogBook
{
    /// <summary>Oldest first.</summary>
    IReadOnlyList<LogLine> Lines { get; }

    /// <summary>Raised for each new line; handlers return at once.</summary>
    event Action<LogLine>? Written;
}

/// <summary>A line of the log.</summary>
/// <param name="Number">Ascending, never reused.</param>
/// <param name="Time">Local time of the router.</param>
/// <param name="Topics">For example <c>system,error,critical</c>.</param>
/// <param name="Message">One line.</param>
public sealed record LogLine(long Number, DateTime Time, string Topics, string Message);
