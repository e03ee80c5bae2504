using Appliance.Drivers.Linux.Host.Logging;
using Appliance.Sdk.Drivers.Host;

namespace Appliance.Drivers.Linux.Host;

/// <summary>
/// Hands each line to where the rules say. Memory and consoles get it at once; files and syslog servers get it from a task of their own.
/// </summary>
public sealed class LogBook : ILogBook, ILogRules, IAsyncDisposable
{
    private const int MostRemembered = 100;
    private readonly Lock _gate = new();
    private readonly Func<DateTime> _now;
    private readonly int _capacity;
    private readonly SlowTargets _slow;
    private readonly Dictionary<string, MemoryLines> _memories = [];
    private readonly Queue<LogLine> _remembered = new();
    private volatile CompiledRules _rules = new([]);
    private long _number;

    /// <param name="now">Local time of the router.</param>
    /// <param name="capacity">Lines kept while no rules say otherwise.</param>
    /// <param name="files">Where log files go; none without it.</param>
    /// <param name="host">Name of the router for syslog servers.</param>
    public LogBook(Func<DateTime> now, int capacity = 1000, IFileStore? files = null, Func<string>? host = null)
    {
        (_now, _capacity) = (now, capacity);
        _slow = new SlowTargets(files, host ?? (static () => Environment.MachineName), message => Write("system,error", message));
        UseDefaults();
    }

    public event Action<LogLine>? Written;

    public event Action<LogLine>? Echoed;

    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_gate)
            {
                if (_memories.Count == 1) return [.. _memories.Values.Single().Lines];
                return [.. _memories.Values.SelectMany(memory => memory.Lines).DistinctBy(line => line.Number).OrderBy(line => line.Number)];
            }
        }
    }

    public IReadOnlyList<LogLine> Remembered
    {
        get
        {
            lock (_gate) return [.. _remembered];
        }
    }

    public void UseDefaults()
    {
        var (memory, echo) = (new MemoryLog("memory", _capacity), new EchoLog("echo"));
        Use([new(["info"], [], "", memory), new(["error"], [], "", memory), new(["warning"], [], "", memory), new(["critical"], [], "", echo)], [memory, echo]);
    }

    public void Use(IReadOnlyList<LogRule> rules, IReadOnlyList<LogAction> actions)
    {
        lock (_gate)
        {
            var memories = actions.OfType<MemoryLog>().ToDictionary(action => action.Name);
            foreach (var gone in _memories.Keys.Except(memories.Keys).ToList()) _memories.Remove(gone);
            foreach (var (name, action) in memories)
            {
                if (_memories.TryGetValue(name, out var memory)) memory.Change(action);
                else _memories[name] = new MemoryLines(action);
            }
            _rules = new CompiledRules(rules);
        }
    }

    /// <summary>Whether any rule wants lines of these topics: the text of the others need not even be made.</summary>
    public bool Wants(string topics) => _rules.For(topics).Length > 0;

    /// <summary>Adds a line; line breaks in the message become blanks.</summary>
    public void Write(string topics, string message)
    {
        var routes = _rules.For(topics);
        if (routes.Length == 0) return;
        LogLine? kept = null, echoed = null;
        lock (_gate)
        {
            var plain = new LogLine(++_number, _now(), topics, OneLine(message));
            foreach (var (action, prefix) in routes)
            {
                var line = prefix.Length == 0 ? plain : plain with { Message = $"{prefix}: {plain.Message}" };
                if (action is MemoryLog && _memories.TryGetValue(action.Name, out var memory) && memory.Add(line)) kept ??= line;
                else if (action is EchoLog echo) echoed ??= Remember(line, echo);
                else if (action is DiskLog or RemoteLog) _slow.Add(action, line);
            }
        }
        if (kept is not null) Written?.Invoke(kept);
        if (echoed is not null) Echoed?.Invoke(echoed);
    }

    /// <summary>Returns when files and servers have got everything, as far as they take it.</summary>
    public ValueTask DisposeAsync() => _slow.DisposeAsync();

    private LogLine Remember(LogLine line, EchoLog echo)
    {
        if (!echo.Remember) return line;
        _remembered.Enqueue(line);
        if (_remembered.Count > MostRemembered) _remembered.Dequeue();
        return line;
    }

    private static string OneLine(string message) =>
        message.Any(char.IsControl) ? string.Join(' ', string.Concat(message.Select(letter => char.IsControl(letter) ? ' ' : letter)).Split(' ', StringSplitOptions.RemoveEmptyEntries)) : message;
}
