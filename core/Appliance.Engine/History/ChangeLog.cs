using Microsoft.Extensions.Logging;

namespace Appliance.Engine.History;

/// <summary>
/// Writes what was done into the log, a line for each action. A script that does thousands is told in numbers: the log would hold
/// nothing else, and writing it would take longer than the work.
/// </summary>
internal sealed class ChangeLog : IDisposable
{
    private const int MostInASecond = 100;
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly ITimer _later;
    private long _began;
    private int _told;
    private int _untold;

    public ChangeLog(ILogger log, TimeProvider time)
    {
        (_log, _time) = (log, time);
        _began = time.GetTimestamp();
        _later = time.CreateTimer(_ => TellRest(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes a line; most of a long series are only counted.</summary>
    public void Tell(string action, string user)
    {
        lock (_gate)
        {
            if (_told >= MostInASecond && _time.GetElapsedTime(_began) < s_second)
            {
                if (_untold++ == 0) _later.Change(s_second, Timeout.InfiniteTimeSpan);
                return;
            }
            if (_time.GetElapsedTime(_began) >= s_second) (_began, _told) = (_time.GetTimestamp(), 0);
            _told++;
        }
        TellRest();
        _log.LogInformation("{Action} by {User}", action, user);
    }

    public void Dispose()
    {
        _later.Dispose();
        TellRest();
    }

    private void TellRest()
    {
        int count;
        lock (_gate) (count, _untold) = (_untold, 0);
        if (count > 0) _log.LogInformation("{Count} more changes", count);
    }
}
