using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Store;

/// <summary>The engine on a real store: what a person was told is what is there after the next start.</summary>
public sealed class RouterOnDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultyDisk _disk = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_restart_gives_the_same_tree()
    {
        string tree;
        await using (var router = await TestRouter.StartAsync(Store()))
        {
            var home = await router.AddAsync(router.Nodes, ("name", "home"), ("comment", "where \"it\" is"));
            for (var i = 0; i < 20; i++) await router.AddAsync(router.Members, ("node", "home"), ("text", $"number {i}"), ("disabled", i % 2 == 0 ? "yes" : "no"));
            (await router.SetAsync(router.Nodes, home, ("name", "house"), ("size", "20"))).ShouldBeEmpty();
            await router.RemoveAsync(router.Members, [.. router.Session.Rows(router.Members).Where((_, i) => i % 3 == 0).Select(row => row.Id)]);
            tree = router.Tree();
        }
        await using var again = await TestRouter.StartAsync(Store());
        again.Tree().ShouldBe(tree);
        (await again.AddAsync(again.Members, ("node", "house"))).ShouldBe(new ItemId(21));
    }

    [Fact]
    public async Task Sessions_on_a_disk_that_fails_now_and_then_are_told_the_truth()
    {
        var seed = Random.Shared.Next();
        var told = new List<string>[4];
        await using (var router = await TestRouter.StartAsync(Store()))
        {
            using var end = new CancellationTokenSource();
            var faults = Task.Run(() => BreakNowAndThen(new Random(seed), end.Token));
            await Task.WhenAll(Enumerable.Range(0, told.Length).Select(client => Task.Run(async () => told[client] = await AddMany(router, client))));
            await end.CancelAsync();
            await faults;
            _disk.FailsToSync = false;
            await router.AddAsync(router.Nodes, ("name", "last"));
            Names(router).ShouldBe(told.SelectMany(names => names).Append("last").Order(StringComparer.Ordinal), $"seed {seed}");
            router.Machine.Things.Keys.Order(StringComparer.Ordinal).ShouldBe(Names(router).Select(name => "node " + name).Append("motto").Order(StringComparer.Ordinal));
        }
        await using var again = await TestRouter.StartAsync(Store());
        Names(again).ShouldBe(told.SelectMany(names => names).Append("last").Order(StringComparer.Ordinal), $"seed {seed}");
    }

    private static async Task<List<string>> AddMany(TestRouter router, int client)
    {
        var session = router.Router.OpenSession(new Login($"client{client}"));
        List<string> added = [];
        for (var i = 0; i < 100; i++)
        {
            var name = $"node-{client}-{i}";
            var (_, problems) = await session.AddAsync(router.Nodes, [new("name", name)], default, default, default);
            if (problems.Count == 0) added.Add(name);
        }
        return added;
    }

    // Breaks for one sync and mends by the next but one: paced by the disk itself, not by the clock.
    private async Task BreakNowAndThen(Random random, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await _disk.Syncing.WaitAsync(end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _disk.FailsToSync = random.Next(6) == 0;
        }
    }

    private static IEnumerable<string> Names(TestRouter router) =>
        router.Session.Rows(router.Nodes).Cast<Node>().Select(node => node.Name).Order(StringComparer.Ordinal);

    private DiskStore Store() => new(_folder.Path, new DiskStoreOptions { Disk = _disk });
}
