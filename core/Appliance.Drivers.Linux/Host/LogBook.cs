using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Keeps the newest lines in memory.</summary>
/// <param name="now">Local time of the router.</param>
/// <param name="capacity">Lines kept.</param>
public sealed class LogBook(Func<DateTime> now, int capacity = 1000) : ILogBook
{
    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _lines = new();
    private long _number;

    public event Action<LogLine>? Written;

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate) return [.. _lines];
        }
    }

    /// <summary>Adds a line; line breaks in the message become blanks.</summary>
    public void Write(string topics, string message)
    {
        LogLine line;
        lock (_gate)
        {
            line = new(++_number, now(), topics, OneLine(message));
            _lines.Enqueue(line);
            if (_lines.Count > capacity) _lines.Dequeue();
        }
        Written?.Invoke(line);
    }

    private static string OneLine(string message) =>
        message.Any(char.IsControl) ? string.Join(' ', string.Concat(message.Select(letter => char.IsControl(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries)) : message;
}
