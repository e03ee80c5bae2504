using Appliance.Sdk.Plugins;
using Microsoft.Extensions.Logging.Abstractions;

namespace Plugins.Network.Tests;

public sealed class NoticesTests
{
    [Fact]
    public async Task Notices_that_come_while_one_is_handled_are_handled_together()
    {
        using var go = new SemaphoreSlim(0);
        var handled = new List<string[]>();
        var started = new TaskCompletionSource();
        var notices = new Notices<string>(NullLogger.Instance, some =>
        {
            started.TrySetResult();
            go.Wait(TestContext.Current.CancellationToken);
            handled.Add([.. some.Order()]);
        });
        notices.Add("first");
        await started.Task;
        foreach (var name in new[] { "b", "a", "b" }) notices.Add(name);
        go.Release(2);
        await notices.StopAsync();
        handled.ShouldBe([["first"], ["a", "b"]]);
    }

    [Fact]
    public async Task A_handler_that_fails_gets_the_next_notice_all_the_same()
    {
        var (failed, handled) = (new TaskCompletionSource(), 0);
        var notices = new Notices<int>(NullLogger.Instance, some =>
        {
            handled++;
            if (!failed.TrySetResult()) return;
            throw new InvalidOperationException("once");
        });
        notices.Add(1);
        await failed.Task;
        notices.Add(2);
        await notices.StopAsync();
        handled.ShouldBe(2);
    }
}
