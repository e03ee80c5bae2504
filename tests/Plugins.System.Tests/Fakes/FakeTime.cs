namespace Appliance.SystemPlugin.Tests.Fakes;

/// <summary>Time that stands still until it is moved; timers run while it is moved.</summary>
public sealed class FakeTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private TimeSpan _now;

    /// <summary>Raised for each step before the timers of that moment run.</summary>
    public event Action<TimeSpan>? Advanced;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, from timer to timer.</summary>
    public void Advance(TimeSpan time)
    {
        for (var end = _now + time; ;)
        {
            FakeTimer? next;
            lock (_gate) next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            var step = (next?.Due ?? end) - _now;
            if (step > TimeSpan.Zero)
            {
                _now += step;
                Advanced?.Invoke(step);
            }
            if (next is null) return;
            next.Run();
        }
    }

    private sealed class FakeTimer(FakeTime time, Action run) : ITimer
    {
        public TimeSpan? Due { get; private set; }

        public void Run()
        {
            Due = null;
            run();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime < TimeSpan.Zero ? null : time._now + dueTime;
            return true;
        }

        public void Dispose()
        {
            lock (time._gate) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
