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
    private readonly FaultyDisk _disk = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_go_on_while_a_writer_is_stuck_in_a_driver()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "home"));
        using var stuck = new ManualResetEventSlim();
        using var free = new ManualResetEventSlim();
        router.Machine.Fault = key =>
        {
            if (key != "node stuck") return null;
            stuck.Set();
            free.Wait(s_patience);
            return null;
        };
        var writing = Task.Run(() => router.AddAsync(router.Nodes, ("name", "stuck")));
        stuck.Wait(s_patience).ShouldBeTrue();
        var queued = Task.Run(() => router.AddAsync(router.Nodes, ("name", "queued")));

        await ReadAsync(router, ["home"]);

        writing.IsCompleted.ShouldBeFalse();
        queued.IsCompleted.ShouldBeFalse();
        free.Set();
        await Task.WhenAll(writing, queued).WaitAsync(s_patience);
        await ReadAsync(router, ["home", "stuck", "queued"]);
    }

    [Fact]
    public async Task Readers_go_on_while_the_disk_is_stuck_and_do_not_see_what_is_not_on_it()
    {
        await using var router = await TestRouter.StartAsync(new DiskStore(_folder.Path, new DiskStoreOptions { Disk = _disk }));
        await router.AddAsync(router.Nodes, ("name", "home"));
        using var hold = new ManualResetEventSlim();
        while (_disk.Syncing.Wait(0))
        {
            // Syncs of the past are not the one that is waited for.
        }
        _disk.Hold = hold;
        var writing = Task.Run(() => router.AddAsync(router.Nodes, ("name", "stuck")));
        (await _disk.Syncing.WaitAsync(s_patience)).ShouldBeTrue();

        await ReadAsync(router, ["home"]);

        writing.IsCompleted.ShouldBeFalse();
        hold.Set();
        await writing.WaitAsync(s_patience);
        await ReadAsync(router, ["home", "stuck"]);
    }

    /// <summary>Everything that print, get and find ask for, many times, on a thread that nothing else uses.</summary>
    private static Task ReadAsync(TestRouter router, string[] names) => Task.Factory.StartNew(
        () =>
        {
            var reader = router.Router.OpenSession(new Login("reader"));
            for (var i = 0; i < 1000; i++)
            {
                reader.Rows(router.Nodes).Cast<Node>().Select(node => node.Name).ShouldBe(names);
                reader.TryFind(router.Nodes, "home", out var id).ShouldBeTrue();
                ((Node)reader.Row(router.Nodes, id)!).Present.ShouldBeTrue();
                ((TestSettings)reader.Record(router.Settings)).Motto.ShouldBe("none yet");
                ((Snapshot)reader.Config).All<Node>().Count().ShouldBe(names.Length);
                reader.FlushAsync(default).IsCompleted.ShouldBeTrue();
            }
        },
        TaskCreationOptions.LongRunning).WaitAsync(s_patience);
}
