using Appliance.Engine.History;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;


namespace Appliance.Engine.Tests.History;

public sealed class ChangeLogTests
{
    [Fact]
    public async Task Every_action_is_a_line_of_the_log_when_it_is_on_disk()
    {
        var (store, log) = (new MemoryStore(), new LogLines());
        await using var router = await TestRouter.StartAsync(store, loggers: log);
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.SetAsync(router.Nodes, node, ("size", "20"));
        await router.UndoAsync();
        await router.RedoAsync();
        store.Failure = new IOException("no space left on device");
        await router.TryAddAsync(router.Nodes, ("name", "b"));
        log.Lines.ShouldBe(
        [
            "system,info node a added by admin", "system,info node a changed by admin", "system,info undo (node a changed) by admin", "system,info redo (node a changed) by admin",
            "system,error configuration change could not be stored and was taken back: no space left on device",
        ]);
    }

    [Fact]
    public void A_script_of_thousands_is_told_in_numbers()
    {
        var (time, log) = (new ManualTime(), new LogLines());
        using var changes = new ChangeLog(log.CreateLogger("system"), time);
        for (var i = 0; i < 1000; i++) changes.Tell("item added", "admin");
        log.Lines.Count.ShouldBe(100);
        time.Advance(TimeSpan.FromSeconds(1));
        log.Lines.Count.ShouldBe(101);
        log.Lines.Last().ShouldBe("system,info 900 more changes");
        changes.Tell("item removed", "admin");
        log.Lines.Last().ShouldBe("system,info item removed by admin");
    }
}
