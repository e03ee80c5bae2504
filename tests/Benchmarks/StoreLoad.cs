using System.Diagnostics;
using Appliance.Engine.Store;
using Appliance.Sdk.Values;

namespace Appliance.Benchmarks;

/// <summary>100,000 items committed one by one as a script does, then read back: after an orderly stop, and from LiteDB alone.</summary>
public static class StoreLoad
{
    private const int Count = 100_000;

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "load-" + Environment.ProcessId)).FullName;
        try
        {
            var table = new ResultTable("load export", "seconds");
            Fill(folder, table);
            Load(folder, "load export", table);
            Load(folder, "load export again", table);
            File.Delete(Path.Combine(folder, "configuration.rsc"));
            Load(folder, "load LiteDB", table);
            table.Print(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fill(string folder, ResultTable table)
    {
        var store = new DiskStore(folder);
        store.Load();
        var start = Stopwatch.GetTimestamp();
        var last = Task.CompletedTask;
        for (var number = 1; number <= Count; number++) last = store.AppendAsync(Commit(number), more: number < Count);
        last.GetAwaiter().GetResult();
        table.Add("commit all", Stopwatch.GetElapsedTime(start).TotalSeconds);
        store.SettleAsync().GetAwaiter().GetResult();
        table.Add("until LiteDB has all", Stopwatch.GetElapsedTime(start).TotalSeconds);
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        table.Add("until stopped", Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void Load(string folder, string name, ResultTable table)
    {
        var store = new DiskStore(folder);
        var start = Stopwatch.GetTimestamp();
        var count = store.Load().Items.Count;
        if (count != Count) throw new InvalidOperationException($"{count} items of {Count}");
        table.Add(name, Stopwatch.GetElapsedTime(start).TotalSeconds);
        start = Stopwatch.GetTimestamp();
        store.SettleAsync().GetAwaiter().GetResult();
        table.Add("  then checked behind it", Stopwatch.GetElapsedTime(start).TotalSeconds);
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private static CommitRecord Commit(int number)
    {
        var item = new StoredItem("/ip address", new ItemId((uint)number), number, new Dictionary<string, string>
        {
            ["address"] = $"10.{number >> 16}.{(number >> 8) & 255}.{number & 255}/24",
            ["interface"] = "*5",
            ["comment"] = $"customer {number}",
        });
        return new CommitRecord(number, "admin", DateTime.UtcNow, [new StoredChange(null, item)], new Dictionary<string, uint> { [item.Menu] = (uint)number });
    }
}
