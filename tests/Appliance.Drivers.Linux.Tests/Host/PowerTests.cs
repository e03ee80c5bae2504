using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Drivers.Linux.Tests.Host;

public sealed class PowerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly TaskCompletionSource<PowerRequest> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Everybody_prepares_before_the_machine_goes_down()
    {
        var power = Make(s_patience);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource<PowerRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var guests = power.BeforeDown((request, _) =>
        {
            asked.SetResult(request);
            return release.Task;
        });
        await power.RebootAsync(default);
        (await asked.Task).ShouldBe(PowerRequest.Reboot);
        _ended.Task.IsCompleted.ShouldBeFalse();
        release.SetResult();
        (await _ended.Task.WaitAsync(s_patience)).ShouldBe(PowerRequest.Reboot);
    }

    [Fact]
    public async Task Who_never_gets_ready_or_throws_does_not_keep_the_machine_up()
    {
        var power = Make(TimeSpan.FromMilliseconds(50));
        using var deaf = power.BeforeDown((_, _) => new TaskCompletionSource().Task);
        using var broken = power.BeforeDown((_, _) => throw new InvalidOperationException("broken"));
        await power.PowerOffAsync(default);
        (await _ended.Task.WaitAsync(s_patience)).ShouldBe(PowerRequest.PowerOff);
    }

    [Fact]
    public async Task Who_has_left_is_not_asked()
    {
        var power = Make(s_patience);
        var asked = false;
        power.BeforeDown((_, _) =>
        {
            asked = true;
            return Task.CompletedTask;
        }).Dispose();
        await power.RebootAsync(default);
        await _ended.Task.WaitAsync(s_patience);
        asked.ShouldBeFalse();
    }

    [Fact]
    public async Task The_first_request_counts()
    {
        var power = Make(s_patience);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var guests = power.BeforeDown((_, _) => release.Task);
        await power.RebootAsync(default);
        await power.PowerOffAsync(default);
        release.SetResult();
        (await _ended.Task.WaitAsync(s_patience)).ShouldBe(PowerRequest.Reboot);
    }

    [Fact]
    public async Task A_machine_that_could_not_go_down_can_be_asked_again()
    {
        var attempts = 0;
        var again = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var power = new Power(
            _ =>
            {
                if (++attempts == 1) throw new InvalidOperationException("no");
                again.SetResult();
                return Task.CompletedTask;
            },
            new Signal(failed), s_patience);
        await power.RebootAsync(default);
        await failed.Task.WaitAsync(s_patience);
        await power.RebootAsync(default);
        await again.Task.WaitAsync(s_patience);
    }

    private Power Make(TimeSpan patience) => new(
        request =>
        {
            _ended.SetResult(request);
            return Task.CompletedTask;
        },
        NullLogger.Instance, patience);

    private sealed class Signal(TaskCompletionSource logged) : Microsoft.Extensions.Logging.ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged.TrySetResult();
    }
}
