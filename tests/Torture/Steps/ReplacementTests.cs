using Appliance.Engine.Store;
using Appliance.Engine.Tests.Store;
using Appliance.Sdk.Values;
using Torture.Disks;

namespace Torture.Steps;

/// <summary>A configuration that takes the place of another at the next start, with that start ended at each of its steps.</summary>
public sealed class ReplacementTests
{
    [Theory]
    [InlineData("killed")]
    [InlineData("power lost")]
    [InlineData("refused")]
    public async Task A_replacement_takes_effect_whole_whatever_happens_to_the_start(string fault)
    {
        var rounds = Rounds.Of($"{fault} at each step of a replacement");
        using var before = new TemporaryFolder();
        await PrepareAsync(before);
        var step = 1;
        for (var met = ""; met != "nothing"; step++)
        {
            using var folder = new TemporaryFolder();
            Directory.CreateDirectory(Path.Combine(folder.Path, "journal"));
            before.CopyTo(folder.Path);
            var luck = rounds.Luck(step);
            SteppingDisk disk = fault == "power lost" ? new ForgetfulDisk(folder.Path, step, luck) : new SteppingDisk(step, fault == "killed" ? StepFault.Killed : StepFault.Refused, luck);
            var acknowledged = await StartAsync(folder.Path, disk);
            if (disk.Stopped && disk is ForgetfulDisk forgetful) forgetful.LosePower();
            met = disk.Met;
            await CheckAsync(folder.Path, acknowledged, rounds.Describe(step, $"({met})"));
        }
        Console.WriteLine($"   {rounds.Name}: {step - 2} steps, SEED={Rounds.Seed}");
    }

    private static async Task PrepareAsync(TemporaryFolder folder)
    {
        using var scratch = new TemporaryFolder();
        await using var store = new DiskStore(scratch.Path, new DiskStoreOptions { Disk = new UnsyncedDisk() });
        store.Load();
        var edits = new Edits();
        for (var i = 0; i < 10; i++) await store.AppendAsync(edits.Add());
        store.ReplaceAtNextLoad(new StoredConfiguration(0, [.. Enumerable.Range(1, 7).Select(Restored)], new Dictionary<string, uint> { ["/restored"] = 7 }, []));
        await store.AppendAsync(edits.Add());
        await store.SettleAsync();
        Directory.CreateDirectory(Path.Combine(folder.Path, "journal"));
        scratch.CopyTo(folder.Path);
    }

    private static StoredItem Restored(int number) => new("/restored", new ItemId((uint)number), number, new Dictionary<string, string> { ["name"] = $"restored{number}" });

    /// <summary>Starts, which a disk that refuses does not prevent, and makes one commit; whether that was acknowledged.</summary>
    private static async Task<bool> StartAsync(string folder, SteppingDisk disk)
    {
        try
        {
            await using var store = new DiskStore(folder, new DiskStoreOptions { Disk = disk });
            var all = store.Load();
            await store.SettleAsync();
            if (!all.Items.Any(item => item.Menu == "/restored")) return false;
            return await TryAppendAsync(store, new Edits(all.Revision).Put("/after", 1, 0));
        }
        catch (IOException) when (disk.Stopped)
        {
            return false;
        }
    }

    private static async Task<bool> TryAppendAsync(DiskStore store, CommitRecord commit)
    {
        try
        {
            await store.AppendAsync(commit);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task CheckAsync(string folder, bool acknowledged, string what)
    {
        for (var start = 1; start <= 2; start++)
        {
            List<string> notices = [];
            await using var store = new DiskStore(folder, new DiskStoreOptions { Disk = new UnsyncedDisk(), Notice = notices.Add });
            var all = store.Load();
            await store.SettleAsync();
            var said = $"{what}, start {start}: {string.Join("; ", all.Notices.Concat(notices))}";
            all.Items.Where(item => item.Menu == "/restored").Select(item => item.Values["name"]).Order().ShouldBe(Enumerable.Range(1, 7).Select(number => $"restored{number}"), said);
            all.Items.ShouldNotContain(item => item.Menu == "/xen", said);
            if (acknowledged) all.Items.ShouldContain(item => item.Menu == "/after", said);
            if (start == 2) all.Notices.Concat(notices).ShouldBeEmpty(said);
        }
    }
}
