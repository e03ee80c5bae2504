using System.Threading.Channels;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host.Logging;

/// <summary>
/// Takes lines for files and servers without waiting, and hands them over in batches. Where they do not keep up, lines are dropped and counted.
/// </summary>
internal sealed class SlowTargets : IAsyncDisposable
{
    private const int MostWaiting = 10_000;
    private const long SilenceMilliseconds = 60_000;
    private readonly Channel<(LogAction Action, LogLine Line)> _waiting =
        Channel.CreateBounded<(LogAction, LogLine)>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Dictionary<string, (LogAction Action, ILogTarget Target)> _targets = [];
    private readonly Dictionary<string, long> _told = [];
    private readonly IFileStore? _files;
    private readonly Func<string> _host;
    private readonly Action<string> _trouble;
    private readonly Task _writing;
    private int _dropped;

    /// <param name="files">Where log files go; null for nowhere.</param>
    /// <param name="host">Name of the router.</param>
    /// <param name="trouble">Gets a sentence when a target refuses, and not again within a minute.</param>
    public SlowTargets(IFileStore? files, Func<string> host, Action<string> trouble)
    {
        (_files, _host, _trouble) = (files, host, trouble);
        _writing = Task.Run(WriteAsync);
    }

    public void Add(LogAction action, LogLine line)
    {
        if (!_waiting.Writer.TryWrite((action, line))) Interlocked.Increment(ref _dropped);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        foreach (var (_, target) in _targets.Values) target.Dispose();
    }

    private async Task WriteAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var lines = new List<(LogAction Action, LogLine Line)>();
            while (lines.Count < MostWaiting && _waiting.Reader.TryRead(out var next)) lines.Add(next);
            foreach (var batch in lines.GroupBy(next => next.Action, next => next.Line)) Write(batch.Key, [.. batch]);
            if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped) _trouble($"{dropped} log lines were dropped: files or servers do not keep up");
        }
    }

    private void Write(LogAction action, IReadOnlyList<LogLine> lines)
    {
        try
        {
            TargetOf(action)?.Write(lines);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or RefusedException)
        {
            // The sentence goes through the rules like any other, and must not bring forth another one.
            if (Environment.TickCount64 - _told.GetValueOrDefault(action.Name, -SilenceMilliseconds) < SilenceMilliseconds) return;
            _told[action.Name] = Environment.TickCount64;
            _trouble($"log action {action.Name} failed: {refusal.Message}");
        }
    }

    private ILogTarget? TargetOf(LogAction action)
    {
        if (_targets.TryGetValue(action.Name, out var known))
        {
            if (known.Action == action) return known.Target;
            known.Target.Dispose();
            _targets.Remove(action.Name);
        }
        ILogTarget? target = action switch
        {
            DiskLog disk when _files is not null => new LogFiles(disk, _files),
            RemoteLog { Remote.Bits: not 0 } remote => new SyslogSender(remote, _host),
            _ => null,
        };
        if (target is not null) _targets[action.Name] = (action, target);
        return target;
    }
}
