using System.Diagnostics;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Benchmarks;

/// <summary>
/// One and 32 sessions, each typing commands one after the other and waiting until each is on disk, on an empty router and on top of 100,000
/// items: beside as many clients of ovsdb-server with durable transactions, and readers that look meanwhile.
/// </summary>
public static class ManyWriters
{
    private const int Many = 32;
    private const int Before = 100_000;
    private const int Rounds = 3;

    private static int s_name;

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "writers-" + Environment.ProcessId)).FullName;
        try
        {
            RunAsync(folder, output).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, TextWriter output)
    {
        using var ovsdb = new OvsdbServer(Path.Combine(folder, "ovsdb"));
        var store = new DiskStore(Path.Combine(folder, "store"));
        await using var router = new Router(store, null, NullLoggerFactory.Instance);
        await router.OpenAsync();
        await router.AttachAsync("notes", new NotesPlugin(), _ => { }, default);
        await MeasureAsync("empty", router, store, ovsdb, output);

        var fill = Stopwatch.GetTimestamp();
        using (var client = ovsdb.Connect()) client.Insert(Enumerable.Range(0, Before).Select(_ => Name()));
        var peer = Stopwatch.GetElapsedTime(fill).TotalSeconds;
        var script = string.Join('\n', Enumerable.Range(0, Before).Select(_ => Line()));
        fill = Stopwatch.GetTimestamp();
        var runner = new ScriptRunner(router.OpenSession(new Login("admin")), new StringReader(script), TextWriter.Null, 80);
        if (!await runner.RunAsync(default)) throw new InvalidOperationException("the script failed");
        var ours = Stopwatch.GetElapsedTime(fill).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"100,000 items: by script {ours:0.00} s, ovsdb-server in one transaction {peer:0.00} s, ratio {ours / peer:0.00}"));
        await store.SettleAsync();
        await MeasureAsync("on top of 100,000", router, store, ovsdb, output);
        await ReadWhileWritingAsync(router, output);
    }

    private static async Task MeasureAsync(string what, Router router, DiskStore store, OvsdbServer ovsdb, TextWriter output)
    {
        Samples one = new(), oneOfOvsdb = new();
        double many = 0, manyOfOvsdb = 0;
        for (var round = -1; round < Rounds; round++)
        {
            if (round == 0) (one, oneOfOvsdb, many, manyOfOvsdb) = (new(), new(), 0, 0);
            using (var client = ovsdb.Connect())
            {
                for (var i = 0; i < 300; i++) oneOfOvsdb.Measure(() => client.Insert([Name()]));
            }
            var session = Open(router);
            for (var i = 0; i < 300; i++) one.Measure(() => Type(session, Line()));
            await store.SettleAsync();
            manyOfOvsdb = Math.Max(manyOfOvsdb, Rate(100, () =>
            {
                var client = ovsdb.Connect();
                return () => client.Insert([Name()]);
            }));
            many = Math.Max(many, await RateAsync(router, 300));
            await store.SettleAsync();
        }
        output.WriteLine(what);
        var table = new ResultTable("ovsdb-server", "p50 ms", "p99 ms");
        table.Add("ovsdb-server", oneOfOvsdb.At(0.5), oneOfOvsdb.At(0.99));
        table.Add("typed command", one.At(0.5), one.At(0.99));
        table.Print(output);
        output.WriteLine(FormattableString.Invariant($"{Many} writers  {many,8:0} commits/s   ovsdb-server {manyOfOvsdb,8:0} commits/s   ratio {many / manyOfOvsdb:0.00}"));
    }

    /// <summary>Durable commits a second of many threads that each wait for their own.</summary>
    private static double Rate(int each, Func<Action> makeClient)
    {
        var clients = Enumerable.Range(0, Many).Select(_ => makeClient()).ToList();
        var begin = Stopwatch.GetTimestamp();
        var threads = clients.Select(commit => new Thread(() =>
        {
            for (var i = 0; i < each; i++) commit();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Many * each / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task<double> RateAsync(Router router, int each)
    {
        var sessions = Enumerable.Range(0, Many).Select(_ => Open(router)).ToList();
        var begin = Stopwatch.GetTimestamp();
        await Task.WhenAll(sessions.Select(session => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++) await TypeAsync(session, Line());
        })));
        return Many * each / Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static async Task ReadWhileWritingAsync(Router router, TextWriter output)
    {
        Samples reads = new(), undisturbed = new();
        Type(Open(router), "/note add name=first");
        using var stop = new CancellationTokenSource();
        var reading = Task.Factory.StartNew(
            () =>
            {
                var session = router.OpenSession(new Login("reader"));
                var menu = router.Root.Children["note"];
                while (!stop.IsCancellationRequested)
                {
                    var paused = GC.GetTotalPauseDuration();
                    var start = Stopwatch.GetTimestamp();
                    Look(session, menu);
                    var took = Stopwatch.GetElapsedTime(start);
                    reads.Add(took);
                    undisturbed.Add(took - (GC.GetTotalPauseDuration() - paused));
                }
            },
            TaskCreationOptions.LongRunning);
        var rate = await RateAsync(router, 300);
        await stop.CancelAsync();
        await reading;
        output.WriteLine(FormattableString.Invariant($"a reader beside {Many} writers ({rate:0} commits/s): p50 {reads.At(0.5) * 1000:0} µs, p99.9 {reads.At(0.999) * 1000:0} µs, longest {reads.At(0.9999999):0.0} ms, {undisturbed.At(0.9999999):0.0} ms without the garbage collector's pauses"));
    }

    private static void Look(IRouterSession session, Engine.Schema.MenuNode menu)
    {
        if (!session.TryFind(menu, "first", out var id) || session.Row(menu, id) is null) throw new InvalidOperationException("it is not there");
    }

    private static ConsoleSession Open(Router router) => new(router.OpenSession(new Login("admin")), new SilentTerminal());

    private static void Type(ConsoleSession session, string line) => TypeAsync(session, line).GetAwaiter().GetResult();

    private static async Task TypeAsync(ConsoleSession session, string line)
    {
        if ((await session.ExecuteAsync(line, default)).Failed) throw new InvalidOperationException(line);
    }

    private static string Name() => $"note{Interlocked.Increment(ref s_name)}";

    private static string Line() => $"/note add name={Name()} text=\"uplink of the second floor\" size=10";
}
