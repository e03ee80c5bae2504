using Appliance.Engine.Access;

namespace Appliance.Engine.Tests.Access;

public sealed class LoginDelayTests
{
    private readonly HastyTime _time = new();
    private readonly LoginDelays _delays;

    public LoginDelayTests() => _delays = new(_time);

    [Fact]
    public async Task Each_failure_makes_the_next_answer_slower_up_to_a_limit()
    {
        for (var i = 0; i < 10; i++) (await _delays.WaitAsync("10.0.0.1", default)).ShouldBeTrue();
        _time.Waits.ShouldBe([1, 2, 4, 8, 16, 16, 16]);
    }

    [Fact]
    public async Task Other_sources_are_not_slowed()
    {
        for (var i = 0; i < 5; i++) await _delays.WaitAsync("10.0.0.1", default);
        _time.Waits.Clear();
        await _delays.WaitAsync("10.0.0.2", default);
        _time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_success_and_a_long_pause_make_a_source_quick_again()
    {
        for (var i = 0; i < 5; i++) await _delays.WaitAsync("a", default);
        _delays.Forget("a");
        for (var i = 0; i < 5; i++) await _delays.WaitAsync("b", default);
        _time.Pass(TimeSpan.FromMinutes(11));
        _time.Waits.Clear();
        await _delays.WaitAsync("a", default);
        await _delays.WaitAsync("b", default);
        _time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Attempts_at_the_same_time_take_their_turns_and_too_many_are_refused_at_once()
    {
        var stopped = new LoginDelays(TimeProvider.System);
        using var over = new CancellationTokenSource();
        var attempts = Enumerable.Range(0, 1000).Select(_ => stopped.WaitAsync("10.0.0.1", over.Token)).ToList();
        var refused = attempts.Count(attempt => attempt.IsCompletedSuccessfully && !attempt.Result);
        var waiting = attempts.Count(attempt => !attempt.IsCompleted);
        refused.ShouldBeGreaterThan(980);
        waiting.ShouldBeInRange(5, 12);
        await over.CancelAsync();
    }

    [Fact]
    public async Task A_flood_from_everywhere_takes_bounded_memory_and_who_insists_stays_slow()
    {
        for (var i = 0; i < 6; i++) await _delays.WaitAsync("insists", default);
        for (var i = 0; i < 20_000; i++) await _delays.WaitAsync($"source {i}", default);
        _delays.Count.ShouldBeLessThanOrEqualTo(4096);
        _time.Waits.Clear();
        await _delays.WaitAsync("insists", default);
        _time.Waits.ShouldBe([8]);
    }
}
