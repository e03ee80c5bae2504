using System.Diagnostics;
using Appliance.Console.Sessions;
using Appliance.Engine;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Benchmarks;

/// <summary>100,000 items by a script through console, engine and disk; printed, found by name, and there again at the next start: beside SQLite with the same rows.</summary>
public static class ManyItems
{
    private const int Count = 100_000;

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "items-" + Environment.ProcessId)).FullName;
        try
        {
            foreach (var round in new[] { "first round", "second round, compiled" })
            {
                output.WriteLine(round);
                RunAsync(folder, output).GetAwaiter().GetResult();
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, TextWriter output)
    {
        var script = string.Join('\n', Enumerable.Range(1, Count).Select(i => $"/note add name=note{i} text=\"text number {i}\" size={i % 1000}"));
        var store = Path.Combine(folder, "store");
        var (add, print, find, start, memory) = (0d, 0d, 0d, 0d, 0d);
        var disk = new DiskStore(store);
        await using (var router = await OpenAsync(disk))
        {
            add = await ScriptAsync(router, script);
            // The database's thread still folds what was added; its work is not the print's.
            await disk.SettleAsync();
            print = Median([await ScriptAsync(router, "/note print"), await ScriptAsync(router, "/note print"), await ScriptAsync(router, "/note print")]);
            find = await ScriptAsync(router, string.Join('\n', Enumerable.Repeat(":put [/note find name=note77777]", 20))) / 20;
        }
        var begin = Stopwatch.GetTimestamp();
        await using (await OpenAsync(new DiskStore(store)))
        {
            start = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            memory = GC.GetTotalMemory(true) / 1048576.0;
        }

        var peer = Sqlite(Path.Combine(folder, "sqlite.db"));
        Print(output, "add by script", add, peer.Add);
        Print(output, "print all", print, peer.Print);
        Print(output, "find by name", find, peer.Find);
        Print(output, "start", start, peer.Start);
        output.WriteLine($"  memory with all items {memory:0} MiB");
    }

    private static void Print(TextWriter output, string what, double ours, double sqlite) =>
        output.WriteLine(FormattableString.Invariant($"  {what,-14} {ours * 1000,10:0.0} ms   SQLite {sqlite * 1000,10:0.0} ms   ratio {ours / sqlite,6:0.00}"));

    private static async Task<Router> OpenAsync(DiskStore store)
    {
        var router = new Router(store, null, NullLoggerFactory.Instance);
        await router.OpenAsync();
        await router.AttachAsync("notes", new NotesPlugin(), _ => { }, default);
        return router;
    }

    private static async Task<double> ScriptAsync(Router router, string script)
    {
        var begin = Stopwatch.GetTimestamp();
        using var sink = new StreamWriter(Stream.Null);
        var runner = new ScriptRunner(router.OpenSession(new Login("admin")), new StringReader(script), sink, 120);
        if (!await runner.RunAsync(default)) throw new InvalidOperationException("the script failed");
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    private static (double Add, double Print, double Find, double Start) Sqlite(string file)
    {
        using var database = new SqliteConnection($"Data Source={file};Pooling=False");
        database.Open();
        Execute(database, "pragma journal_mode=wal");
        Execute(database, "pragma synchronous=full");
        Execute(database, "create table note (id integer primary key, name text unique, text text, size integer)");
        var add = Seconds(() => Fill(database));
        var print = Median([Seconds(() => Dump(database)), Seconds(() => Dump(database)), Seconds(() => Dump(database))]);
        var find = Seconds(() => Execute(database, "select id from note where name='note77777'"));
        database.Close();
        var start = Seconds(() =>
        {
            using var again = new SqliteConnection($"Data Source={file};Pooling=False");
            again.Open();
            using var all = again.CreateCommand();
            all.CommandText = "select * from note";
            using var reader = all.ExecuteReader();
            var rows = new Dictionary<string, (long, string, long)>();
            while (reader.Read()) rows.Add(reader.GetString(1), (reader.GetInt64(0), reader.GetString(2), reader.GetInt64(3)));
        });
        return (add, print, find, start);
    }

    private static void Fill(SqliteConnection database)
    {
        using var transaction = database.BeginTransaction();
        using var insert = database.CreateCommand();
        insert.CommandText = "insert into note(name, text, size) values ($name, $text, $size)";
        var (name, text, size) = (insert.Parameters.Add("$name", SqliteType.Text), insert.Parameters.Add("$text", SqliteType.Text), insert.Parameters.Add("$size", SqliteType.Integer));
        for (var i = 1; i <= Count; i++)
        {
            (name.Value, text.Value, size.Value) = ($"note{i}", $"text number {i}", i % 1000);
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static void Dump(SqliteConnection database)
    {
        using var all = database.CreateCommand();
        all.CommandText = "select id, name, text, size from note order by id";
        using var reader = all.ExecuteReader();
        using var sink = new StreamWriter(Stream.Null);
        while (reader.Read()) sink.Write($"{reader.GetInt64(0),6} {reader.GetString(1),-40} {reader.GetString(2),-40} {reader.GetInt64(3),10}\n");
    }

    private static void Execute(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteScalar();
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

    private static double Seconds(Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
