namespace Appliance.Engine.Access;

/// <summary>
/// Makes guessing passwords slow. Each source gets its turns one after another: the first three at once, then 1, 2, 4, 8 and at most
/// 16 seconds apart; ten minutes without an attempt, or a login that succeeds, and all is forgotten.
/// </summary>
internal sealed class LoginDelays(TimeProvider time)
{
    private const int Free = 3;
    private const int MostSources = 4096;
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(16), s_memory = TimeSpan.FromMinutes(10), s_patience = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Attempts> _sources = [];
    private readonly Lock _gate = new();

    /// <summary>How often, and from when on the next one.</summary>
    private readonly record struct Attempts(int Count, DateTimeOffset Next);

    /// <summary>Sources that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _sources.Count;
        }
    }

    /// <summary>Waits for the source's turn. False, at once, where more attempts wait already than a person would make.</summary>
    public async Task<bool> WaitAsync(string source, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var turn = now;
        lock (_gate)
        {
            var known = _sources.GetValueOrDefault(source);
            if (now - known.Next > s_memory) known = default;
            if (known.Next > now) turn = known.Next;
            if (turn - now > s_patience) return false;
            if (!_sources.ContainsKey(source) && _sources.Count >= MostSources) ForgetSome(now);
            // It may be a failure: a success takes it back.
            _sources[source] = new(known.Count + 1, turn + DelayAfter(known.Count + 1));
        }
        // This is what slows a guesser down.
        if (turn > now) await Task.Delay(turn - now, time, ct);
        return true;
    }

    /// <summary>The source has shown that it knows a password.</summary>
    public void Forget(string source)
    {
        lock (_gate) _sources.Remove(source);
    }

    private static TimeSpan DelayAfter(int count) => count < Free ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(s_longest.TotalSeconds, Math.Pow(2, Math.Min(count - Free, 10))));

    // First those that are over; then, in a flood from everywhere, those that failed least: who insists stays slow.
    private void ForgetSome(DateTimeOffset now)
    {
        foreach (var (source, _) in _sources.Where(each => now - each.Value.Next > s_memory).ToList()) _sources.Remove(source);
        if (_sources.Count < MostSources) return;
        foreach (var (source, _) in _sources.OrderBy(each => each.Value.Count).ThenBy(each => each.Value.Next).Take(MostSources / 4).ToList()) _sources.Remove(source);
    }
}
