using System.Text;
using Appliance.Engine.Store;
using Appliance.Engine.Store.Journal;
using Appliance.Sdk.Values;
using Microsoft.Data.Sqlite;

namespace Appliance.Benchmarks;

/// <summary>
/// One client, one small commit at a time, each on disk before the next: the store alone, and a line typed at a console with all
/// that the engine does for it; beside the least that a disk can do, and SQLite.
/// </summary>
public static class DurableCommit
{
    private const int Blocks = 30;
    private const int InBlock = 100;

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "commit-" + Environment.ProcessId)).FullName;
        try
        {
            Measure(folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string folder, TextWriter output)
    {
        using var raw = File.OpenHandle(Path.Combine(folder, "raw"), FileMode.Create, FileAccess.Write);
        using var sqlite = OpenSqlite(Path.Combine(folder, "sqlite.db"));
        using var insert = sqlite.CreateCommand();
        insert.CommandText = "insert into item values ($menu, $id, $position, $values)";
        var store = new DiskStore(Path.Combine(folder, "store"));
        store.Load();

        using var router = new NoteConsole(Path.Combine(folder, "router"));

        Samples ofRaw = new(), ofStore = new(), ofCommand = new(), ofSqlite = new();
        var writer = new BinaryRecordWriter();
        var (number, offset) = (0, 0L);
        for (var block = -1; block < Blocks; block++)
        {
            if (block == 0) (ofRaw, ofStore, ofCommand, ofSqlite) = (new(), new(), new(), new());
            var commits = Enumerable.Range(number + 1, InBlock).Select(Commit).ToList();
            number += InBlock;
            foreach (var commit in commits)
            {
                writer.Clear();
                CommitCodec.Write(commit, writer);
                var bytes = writer.Written.ToArray();
                ofRaw.Measure(() =>
                {
                    RandomAccess.Write(raw, bytes, offset);
                    Posix.SyncData(raw);
                });
                offset += bytes.Length;
            }
            foreach (var commit in commits) ofStore.Measure(() => store.AppendAsync(commit).GetAwaiter().GetResult());
            store.SettleAsync().GetAwaiter().GetResult();
            foreach (var commit in commits) ofCommand.Measure(() => router.Type($"/note add name=note{commit.Revision} text=\"uplink of the second floor\""));
            router.Settle();
            foreach (var commit in commits) ofSqlite.Measure(() => Insert(insert, commit.Changes[0].After!));
        }
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();

        var table = new ResultTable("append + fdatasync", "p50 ms", "p99 ms");
        table.Add("append + fdatasync", ofRaw.At(0.5), ofRaw.At(0.99));
        table.Add("store", ofStore.At(0.5), ofStore.At(0.99));
        table.Add("typed command", ofCommand.At(0.5), ofCommand.At(0.99));
        table.Add("SQLite WAL FULL", ofSqlite.At(0.5), ofSqlite.At(0.99));
        table.Print(output);
    }

    private static CommitRecord Commit(int number)
    {
        var item = new StoredItem("/ip address", new ItemId((uint)number), number, new Dictionary<string, string>
        {
            ["address"] = $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}/24",
            ["interface"] = "*5",
            ["comment"] = "uplink of the second floor",
        });
        return new CommitRecord(number, "admin", DateTime.UtcNow, [new StoredChange(null, item)], new Dictionary<string, uint> { [item.Menu] = (uint)number });
    }

    private static SqliteConnection OpenSqlite(string path)
    {
        var sqlite = new SqliteConnection($"Data Source={path};Pooling=False");
        sqlite.Open();
        using var setup = sqlite.CreateCommand();
        setup.CommandText = "pragma journal_mode=wal; pragma synchronous=full; create table item (menu text, id integer, position integer, vals text, primary key (menu, id))";
        setup.ExecuteNonQuery();
        return sqlite;
    }

    private static void Insert(SqliteCommand insert, StoredItem item)
    {
        insert.Parameters.Clear();
        insert.Parameters.AddWithValue("$menu", item.Menu);
        insert.Parameters.AddWithValue("$id", (long)item.Id.Value);
        insert.Parameters.AddWithValue("$position", item.Position);
        insert.Parameters.AddWithValue("$values", new StringBuilder().AppendJoin(' ', item.Values.Select(pair => $"{pair.Key}={pair.Value}")).ToString());
        insert.ExecuteNonQuery();
    }
}
