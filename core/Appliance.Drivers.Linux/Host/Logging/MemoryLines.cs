using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>What one memory action holds. Used under the log book's lock.</summary>
internal sealed class MemoryLines(MemoryLog action)
{
    private readonly Queue<LogLine> _lines = new();
    private MemoryLog _action = action;

    public IEnumerable<LogLine> Lines => _lines;

    /// <summary>False where the memory is full and keeps what it has.</summary>
    public bool Add(LogLine line)
    {
        if (_action.StopOnFull && _lines.Count >= _action.Lines) return false;
        _lines.Enqueue(line);
        Trim();
        return true;
    }

    public void Change(MemoryLog action)
    {
        _action = action;
        Trim();
    }

    private void Trim()
    {
        while (_lines.Count > _action.Lines) _lines.Dequeue();
    }
}
