using System.Diagnostics;
using System.Runtime.CompilerServices;
using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

/// <summary>This test program started once more, to store until it is killed. What it stores follows from the revision alone.</summary>
internal static class StoringProcess
{
    private const string Folder = "STORE_UNTIL_KILLED";
    private const string Clients = "STORE_CLIENTS";

    /// <summary>Checkpoints come often, so that some kills hit one.</summary>
    public static DiskStoreOptions Options { get; } = new() { CheckpointBytes = 20_000 };

    public static Process Start(string folder, int clients)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[Folder] = folder;
        start.Environment[Clients] = clients.ToString();
        return Process.Start(start)!;
    }

    public static string Expected(long revision)
    {
        var edits = new Edits();
        while (edits.Revision < revision) Next(edits);
        return edits.Expected();
    }

    // The test framework owns Main; this runs before it. Nothing here may await: other threads cannot enter this module meanwhile.
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Folder) is { } folder) StoreForever(folder, int.Parse(Environment.GetEnvironmentVariable(Clients)!));
    }

    private static void StoreForever(string folder, int clients)
    {
        var store = new DiskStore(folder, Options);
        var edits = new Edits();
        var stored = store.Load().Revision;
        while (edits.Revision < stored) Next(edits);
        Queue<(long Revision, Task Stored)> waiting = new();
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        while (true)
        {
            var commit = Next(edits);
            waiting.Enqueue((commit.Revision, store.AppendAsync(commit, more: clients > 1)));
            if (waiting.Count < clients) continue;
            var (revision, task) = waiting.Dequeue();
            task.GetAwaiter().GetResult();
            output.WriteLine(revision.ToString());
        }
    }

    private static CommitRecord Next(Edits edits)
    {
        var revision = edits.Revision + 1;
        var id = (uint)(revision % 97) + 1;
        return revision % 7 == 0 ? edits.Remove("/xen", id) : edits.Put("/xen", id, revision % 13, ("name", $"guest{revision}"));
    }
}
