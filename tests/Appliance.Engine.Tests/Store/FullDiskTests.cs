using System.Diagnostics;
using System.Runtime.CompilerServices;
using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

/// <summary>A disk of a few megabytes that really runs full. This test program is started once more, with that disk mounted for it alone.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Folder = "STORE_UNTIL_FULL";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("needs", "namespace")]
    public async Task A_full_disk_refuses_commits_and_takes_them_again_when_there_is_room()
    {
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=12m tmpfs \"$STORE_UNTIL_FULL\" && exec \"$0\"", Environment.ProcessPath!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[Folder] = _folder.Path;
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        said.ShouldStartWith("refused, went on, was there again", customMessage: said + await process.StandardError.ReadToEndAsync());
    }

    // Before Main, which the test framework owns; nothing here may await.
    [ModuleInitializer]
    internal static void Run()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } folder) return;
        var ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(ballast, new byte[4 << 20]);
        var edits = new Edits();
        var store = new DiskStore(Path.Combine(folder, "store"), new DiskStoreOptions { CheckpointBytes = 1 << 20 });
        store.Load();
        Console.Write(FillUntilRefused(store, edits) ? "refused, " : "never refused, ");
        File.Delete(ballast);
        var again = new Edits(edits.Revision - 1);
        store.AppendAsync(again.Put("/file", 1, 0, ("contents", "after all"))).GetAwaiter().GetResult();
        Console.Write("went on, ");
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        store = new DiskStore(Path.Combine(folder, "store"));
        var all = store.Load();
        Console.WriteLine(all.Revision == edits.Revision && all.Items.Any(item => item.Values["contents"] == "after all") ? "was there again" : $"was at {all.Revision}");
        Environment.Exit(0);
    }

    private static bool FillUntilRefused(DiskStore store, Edits edits)
    {
        for (var i = 0u; i < 2000; i++)
        {
            try
            {
                store.AppendAsync(edits.Put("/file", i % 8 + 1, i, ("contents", new string('x', 20_000)))).GetAwaiter().GetResult();
            }
            catch (IOException)
            {
                return true;
            }
        }
        return false;
    }
}
