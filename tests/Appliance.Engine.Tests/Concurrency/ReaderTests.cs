using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Engine.Tests.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>Nothing that a writer waits for makes a reader wait: neither a driver, nor the disk, nor another writer.</summary>
public sealed class ReaderTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_go_on_while_a_writer_is_stuck_in_a_driver()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "home"));
        using var driver = new Obstacle();
        router.Machine.Fault = key => driver.Come(key == "node stuck");
        var writing = Task.Run(() => router.AddAsync(router.Nodes, ("name", "stuck")));
        driver.Reached.Wait(s_patience).ShouldBeTrue();
        var queued = Task.Run(() => router.AddAsync(router.Nodes, ("name", "queued")));

        await ReadAsync(router, ["home"]);

        writing.IsCompleted.ShouldBeFalse();
        queued.IsCompleted.ShouldBeFalse();
        driver.GoOn();
        await Task.WhenAll(writing, queued).WaitAsync(s_patience);
        await ReadAsync(router, ["home", "stuck", "queued"]);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("write back")]
    [InlineData("sync")]
    public async Task Readers_go_on_while_the_disk_is_stuck_and_do_not_see_what_is_not_on_it(string step)
    {
        var disk = new HangingDisk(step);
        await using var router = await TestRouter.StartAsync(new DiskStore(_folder.Path, new DiskStoreOptions { Disk = disk }));
        await router.AddAsync(router.Nodes, ("name", "home"));
        using var obstacle = disk.Obstacle = new Obstacle();
        var writing = Task.Run(() => router.AddAsync(router.Nodes, ("name", "stuck")));
        obstacle.Reached.Wait(s_patience).ShouldBeTrue();

        await ReadAsync(router, ["home"]);

        writing.IsCompleted.ShouldBeFalse();
        obstacle.GoOn();
        await writing.WaitAsync(s_patience);
        await ReadAsync(router, ["home", "stuck"]);
    }

    [Theory]
    [InlineData("move")]
    [InlineData("delete")]
    public async Task Readers_and_writers_go_on_while_a_checkpoint_is_stuck(string step)
    {
        var disk = new HangingDisk(step);
        await using var router = await TestRouter.StartAsync(new DiskStore(_folder.Path, new DiskStoreOptions { Disk = disk, CheckpointBytes = 1 }));
        using var obstacle = disk.Obstacle = new Obstacle();
        await router.AddAsync(router.Nodes, ("name", "home")).WaitAsync(s_patience);
        obstacle.Reached.Wait(s_patience).ShouldBeTrue();

        await router.AddAsync(router.Nodes, ("name", "next")).WaitAsync(s_patience);
        await ReadAsync(router, ["home", "next"]);
    }

    [Fact]
    public async Task Readers_go_on_while_writers_wait_for_the_disk_for_a_driver_and_for_each_other()
    {
        var disk = new HangingDisk("sync");
        await using var router = await TestRouter.StartAsync(new DiskStore(_folder.Path, new DiskStoreOptions { Disk = disk }));
        await router.AddAsync(router.Nodes, ("name", "home"));
        using var driver = new Obstacle();
        router.Machine.Fault = key => driver.Come(key == "node driver");
        using var sync = disk.Obstacle = new Obstacle();
        var script = router.Router.OpenSession(new Login("script"));
        script.Deferred = true;
        (await script.AddAsync(router.Nodes, [new("name", "own")], default, default, default)).Problems.ShouldBeEmpty();
        var waiting = new List<Task> { script.FlushAsync(default), Task.Run(() => router.AddAsync(router.Nodes, ("name", "driver"))) };
        driver.Reached.Wait(s_patience).ShouldBeTrue();
        waiting.Add(Task.Run(() => router.AddAsync(router.Nodes, ("name", "turn"))));

        await ReadAsync(router, ["home"]);
        await ReadAsync(router, ["home", "own"], script);

        waiting.ShouldAllBe(writer => !writer.IsCompleted);
        driver.GoOn();
        sync.GoOn();
        await Task.WhenAll(waiting).WaitAsync(s_patience);
        await ReadAsync(router, ["home", "own", "driver", "turn"]);
    }

    /// <summary>Everything that print, get and find ask for, many times, on a thread that nothing else uses.</summary>
    private static Task ReadAsync(TestRouter router, string[] names, IRouterSession? session = null) => Task.Factory.StartNew(
        () =>
        {
            var reader = session ?? router.Router.OpenSession(new Login("reader"));
            for (var i = 0; i < 1000; i++)
            {
                reader.Rows(router.Nodes).Cast<Node>().Select(node => node.Name).ShouldBe(names);
                reader.TryFind(router.Nodes, "home", out var id).ShouldBeTrue();
                ((Node)reader.Row(router.Nodes, id)!).Present.ShouldBeTrue();
                ((TestSettings)reader.Record(router.Settings)).Motto.ShouldBe("none yet");
                ((Snapshot)reader.Config).All<Node>().Count().ShouldBe(names.Length);
                reader.Config.NamesOf(typeof(Node)).Count().ShouldBe(names.Length);
                reader.Root.Children["test"].Children["node"].ShouldBeSameAs(router.Nodes);
                (reader.SafeMode.IsHeld, reader.Login.User.Length > 0, router.Router.History.Lines.Count > 0).ShouldBe((false, true, true));
                if (session is null) reader.FlushAsync(default).IsCompleted.ShouldBeTrue();
            }
        },
        TaskCreationOptions.LongRunning).WaitAsync(s_patience);
}
