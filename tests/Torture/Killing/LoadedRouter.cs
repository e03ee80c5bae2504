using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Torture.Killing;

/// <summary>
/// A router with several writers, in a process of its own. It tells what it found on disk, waits to be told from which step each
/// writer goes on, and then says of each step that it is on disk, until somebody kills it.
/// </summary>
internal sealed class LoadedRouter(TestRouter router, int seed)
{
    public const int Writers = 6;

    /// <summary>A writer with an odd number sends this many commands before it waits for the disk, as a script does.</summary>
    public const int Batch = 5;

    private readonly TextWriter _to = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });

    public static async Task<int> RunAsync(string folder, int seed)
    {
        List<string> notices = [];
        // Checkpoints come often, so that some kills hit one.
        var store = new DiskStore(folder, new DiskStoreOptions { CheckpointBytes = 20_000, Notice = notice => { lock (notices) notices.Add(notice); } });
        var read = new ReadStore(store);
        await using var router = await TestRouter.StartAsync(read);
        lock (notices) notices.AddRange(read.Loaded!.Notices);
        await new LoadedRouter(router, seed).ServeAsync(store, read.Loaded.Revision, notices);
        return 0;
    }

    private async Task ServeAsync(DiskStore store, long revision, List<string> notices)
    {
        _to.WriteLine($"revision {revision}");
        for (var writer = 0; writer < Writers; writer++) _to.WriteLine($"has {Found(writer)}");
        _to.WriteLine($"machine {MachineDiffers()}");
        _to.WriteLine("asked");
        if (Console.ReadLine() is not { } told) return;
        var words = told.Split(' ');
        if (words[0] == "settle") await store.SettleAsync();
        lock (notices) _to.WriteLine("notices " + string.Join(" ~ ", notices));
        await Task.WhenAll(words[1..].Select((done, writer) => Task.Run(() => WriteAsync(writer, long.Parse(done)))));
    }

    private async Task WriteAsync(int writer, long done)
    {
        var plan = new WriterPlan(seed, writer);
        while (plan.Done < done) plan.Next();
        var session = router.Router.OpenSession(new Login($"writer{writer}"));
        session.Deferred = writer % 2 == 1;
        while (true)
        {
            var step = plan.Next();
            var problems = await DoAsync(session, step, plan.Node0);
            if (problems.Count > 0) throw new InvalidOperationException($"{step}: {problems[0].Sentence}");
            if (session.Deferred && step.Number % Batch != 0) continue;
            await session.FlushAsync(default);
            _to.WriteLine($"done {writer} {step.Number}");
        }
    }

    private async Task<IReadOnlyList<Problem>> DoAsync(IRouterSession session, Step step, string node)
    {
        var menu = step.IsNode ? router.Nodes : router.Members;
        if (step.Kind == StepKind.Add)
        {
            Assignment[] values = step.IsNode ? [new("name", step.Name), new("comment", step.Comment)] : [new("node", node), new("text", step.Name), new("comment", step.Comment)];
            return (await session.AddAsync(menu, values, default, default, default)).Problems;
        }
        var id = session.Rows(menu).First(row => Name(row) == step.Name).Id;
        return step.Kind == StepKind.Remove
            ? await session.RemoveAsync(menu, [id], default)
            : await session.SetAsync(menu, [id], [new("comment", step.Comment)], default);
    }

    private string Found(int writer) => string.Join('|', Rows().Where(row => Name(row).StartsWith($"w{writer}-", StringComparison.Ordinal))
        .OrderBy(row => Name(row), StringComparer.Ordinal).Select(row => $"{Name(row)}={row.Comment}"));

    private IEnumerable<Item> Rows() => router.Session.Rows(router.Nodes).Concat(router.Session.Rows(router.Members));

    private static string Name(Item row) => row is Node node ? node.Name : ((Member)row).Text;

    /// <summary>What the machine has and the tree has not, or the other way round.</summary>
    private string MachineDiffers()
    {
        var wanted = Rows().Select(row => row is Node node ? "node " + node.Name : "member " + row.Id).Append("motto").ToHashSet();
        wanted.SymmetricExceptWith(router.Machine.Things.Keys);
        return string.Join(',', wanted);
    }

    /// <summary>Shows what the router read at its start.</summary>
    private sealed class ReadStore(DiskStore store) : IStore
    {
        public StoredConfiguration? Loaded { get; private set; }

        public StoredConfiguration Load() => Loaded = store.Load();

        public Task<long> AppendAsync(CommitRecord commit, bool more = false) => store.AppendAsync(commit, more);

        public void ReplaceAtNextLoad(StoredConfiguration configuration) => store.ReplaceAtNextLoad(configuration);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
