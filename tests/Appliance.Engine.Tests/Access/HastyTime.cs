namespace Appliance.Engine.Tests.Access;

/// <summary>A clock that jumps to the end of whatever is waited for, and notes how long that would have been.</summary>
public sealed class HastyTime : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = new(2008, 6, 6, 14, 47, 23, TimeSpan.Zero);

    public List<double> Waits { get; } = [];

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public void Pass(TimeSpan time)
    {
        lock (_gate) _now += time;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Waits.Add(dueTime.TotalSeconds);
            _now += dueTime;
        }
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Passed();
    }

    private sealed class Passed : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            // It has fired.
        }

        public ValueTask DisposeAsync() => default;
    }
}
