using System.Threading.Channels;
using Appliance.Daemon.Systemd;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Daemon.Tests.Systemd;

public sealed class WatchdogTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMilliseconds(100), s_patience = TimeSpan.FromSeconds(60);
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task Signs_of_life_come_again_and_again_while_there_is_proof()
    {
        var running = Run(_ => Task.CompletedTask);
        for (var i = 0; i < 3; i++) (await NextAsync()).ShouldBe("alive");
        await StopAsync(running);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_proof_there_is_no_sign_and_with_it_there_is_again(bool throws)
    {
        var attempts = 0;
        var running = Run(_ =>
        {
            if (++attempts > 2) return Task.CompletedTask;
            _heard.Writer.TryWrite("asked");
            return throws ? throw new InvalidOperationException("broken") : new TaskCompletionSource().Task;
        });
        (await NextAsync()).ShouldBe("asked");
        (await NextAsync()).ShouldBe("asked");
        (await NextAsync()).ShouldBe("alive");
        await StopAsync(running);
    }

    private Task Run(Func<CancellationToken, Task> prove) =>
        new Watchdog(s_limit, prove, () => _heard.Writer.TryWrite("alive"), NullLogger.Instance).RunAsync(_stop.Token);

    private async Task StopAsync(Task running)
    {
        await _stop.CancelAsync();
        await running.WaitAsync(s_patience);
    }

    private Task<string> NextAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(s_patience);
}
