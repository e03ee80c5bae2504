using System.Diagnostics;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Engine.Tests.Store;
using Appliance.Engine.Tree;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>Sixteen people at once, on a real store.</summary>
public sealed class ManySessionsTests(ITestOutputHelper output) : IDisposable
{
    private const int Sessions = 16;
    private const int Edits = 100_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_hundred_thousand_random_edits_by_sixteen_sessions_keep_every_invariant()
    {
        var seed = Random.Shared.Next(1_000_000);
        output.WriteLine($"seed {seed}");
        string tree;
        long revision;
        await using (var router = await StartAsync())
        {
            var clock = Stopwatch.StartNew();
            var checks = 0;
            router.Machine.Fault = key => key == "node refused" ? new RefusedException("refused here") : null;
            await router.AddAsync(router.Nodes, ("name", "counter"), ("comment", "0"));
            var playground = new RandomEditor.Playground();
            var editors = Enumerable.Range(0, Sessions).Select(number => new RandomEditor(router, playground, seed + number, LookAsync)).ToList();
            await Task.WhenAll(editors.Select(editor => Task.Run(() => editor.RunAsync(Edits / Sessions))));
            output.WriteLine($"{editors.Sum(editor => editor.Done)} of {Edits} edits done in {clock.Elapsed.TotalSeconds:0.0} s, {checks} checks meanwhile");
            await AtRestAsync(router);
            router.Session.Rows(router.Nodes).Cast<Node>().Single(node => node.Name == "counter").Comment.ShouldBe(playground.Counted.ToString());
            revision = ((WatchedStore)router.Store).Revision;
            ((Snapshot)router.Router.Current).Revision.ShouldBe(revision);
            tree = router.Tree();

            Task LookAsync()
            {
                Interlocked.Increment(ref checks);
                LookAsReader(router);
                return InTurnAsync(router);
            }
        }
        await using var again = await StartAsync();
        again.Tree().ShouldBe(tree);
        ((Snapshot)again.Router.Current).Revision.ShouldBe(revision);
        await AtRestAsync(again);
    }

    private Task<TestRouter> StartAsync() => TestRouter.StartAsync(new WatchedStore(new DiskStore(_folder.Path)));

    /// <summary>What anybody sees at any time.</summary>
    private static void LookAsReader(TestRouter router)
    {
        var reader = router.Router.OpenSession(new Login("checker"));
        var seen = (Snapshot)reader.Config;
        Invariants.Check(seen);
        var rows = reader.Rows(router.Members).Cast<Member>().ToList();
        if (!ReferenceEquals(reader.Config, seen)) return;
        foreach (var row in rows.Where(row => !row.Disabled && seen.Resolve(row.Node) is null)) row.Invalid.ShouldBeTrue($"{row.Id} refers to nothing and is not flagged");
    }

    private static async Task AtRestAsync(TestRouter router)
    {
        var reader = router.Router.OpenSession(new Login("checker"));
        var seen = (Snapshot)reader.Config;
        Invariants.Check(seen);
        foreach (var row in reader.Rows(router.Members).Cast<Member>()) row.Invalid.ShouldBe(!row.Disabled && seen.Resolve(row.Node) is null, row.ToString());
        await InTurnAsync(router);
    }

    /// <summary>Machine and tree are compared in the writer's own turn: at any other time the one is ahead of the other.</summary>
    private static async Task InTurnAsync(TestRouter router) => (await router.Router.CommitAsync("checker", editor =>
    {
        var head = ((Editor)editor).Next;
        Invariants.Check(head);
        // The text names what differs; comparing comes first because it is quick.
        var (has, must) = (router.Machine.Things, Invariants.MachineFor(head));
        if (has.Count != must.Count || must.Any(thing => has.GetValueOrDefault(thing.Key) != thing.Value)) Text(has).ShouldBe(Text(must));
        return [];
    })).ShouldBeEmpty();

    private static string Text(IEnumerable<KeyValuePair<string, string>> things) => string.Join('\n', things.OrderBy(thing => thing.Key, StringComparer.Ordinal).Select(thing => $"{thing.Key}={thing.Value}"));
}
