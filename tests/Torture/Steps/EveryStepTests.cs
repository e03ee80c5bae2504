using Appliance.Engine.Store;
using Appliance.Engine.Tests.Store;
using Torture.Disks;

namespace Torture.Steps;

/// <summary>Start, checkpoint, repair and stop of the store, ended at each single step that changes something on its disk.</summary>
public sealed class EveryStepTests
{
    public static TheoryData<string> Stories => [.. StepStory.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Killed_at_any_step_of(string story) => AtEveryStepAsync("killed", story, (_, at, luck) => new SteppingDisk(at, StepFault.Killed, luck));

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Power_lost_at_any_step_of(string story) => AtEveryStepAsync("power lost", story, (folder, at, luck) => new ForgetfulDisk(folder, at, luck));

    [Theory]
    [MemberData(nameof(Stories))]
    public Task Refused_at_any_step_of(string story) => AtEveryStepAsync("refused", story, (_, at, luck) => new SteppingDisk(at, StepFault.Refused, luck));

    /// <summary>What the killed process wrote is in the page cache: the next one reads it, builds on it, and then power fails.</summary>
    [Theory]
    [MemberData(nameof(Stories))]
    public Task Killed_at_any_step_and_power_lost_after_the_next_start_of(string story) =>
        AtEveryStepAsync("killed, then power lost,", story, (folder, at, luck) => new ForgetfulDisk(folder, at, luck), GoOnAsync);

    private static async Task GoOnAsync(string folder, SteppingDisk disk, Ledger ledger)
    {
        disk.Resume();
        await using var store = new DiskStore(folder, new DiskStoreOptions { Disk = disk });
        var all = store.Load();
        ledger.Check(all, "after the kill");
        ledger.Acknowledged = all.Revision;
        if (all.Revision < ledger.Made) await store.AppendAsync(ledger.Again(all.Revision + 1));
        else await store.AppendAsync(ledger.Next());
        ledger.Acknowledged++;
        ((ForgetfulDisk)disk).LosePower();
    }

    private static async Task AtEveryStepAsync(
        string fault, string name, Func<string, int, Random, SteppingDisk> disks, Func<string, SteppingDisk, Ledger, Task>? after = null)
    {
        var story = StepStory.All.Single(story => story.Name == name);
        var rounds = Rounds.Of($"{fault} at each step of {name}");
        using var before = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(before.Path, "journal"));
        var ledger = await story.PrepareAsync(before.Path);
        // A kill is tried at every step always: that is what the store promises most.
        var (first, stride) = fault == "killed" ? (1, 1) : Rounds.Steps;
        var seen = 0;
        for (var step = first; await RunAsync(before, ledger.Copy(), rounds, step, disks, after) != "nothing"; step += stride) seen++;
        seen.ShouldBeGreaterThan(30 / stride, "steps that were seen");
        Console.WriteLine($"   {rounds.Name}: {seen} steps, SEED={Rounds.Seed}");
    }

    private static async Task<string> RunAsync(TemporaryFolder before, Ledger ledger, Rounds rounds, int step, Func<string, int, Random, SteppingDisk> disks, Func<string, SteppingDisk, Ledger, Task>? after)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "journal"));
        before.CopyTo(folder.Path);
        var disk = disks(folder.Path, step, rounds.Luck(step));
        List<string> notices = [];
        await StepStory.PlayAsync(folder.Path, disk, ledger, notices);
        var stopped = disk.Stopped;
        if (stopped && after is not null) await after(folder.Path, disk, ledger);
        else if (stopped && disk is ForgetfulDisk forgetful) forgetful.LosePower();
        if (!stopped) ledger.Acknowledged.ShouldBe(ledger.Made, rounds.Describe(step, $"({disk.Met}): a commit was refused twice"));
        await CheckAsync(folder.Path, ledger, $"{rounds.Describe(step, $"({disk.Met})")}: {string.Join("; ", notices)}");
        return disk.Met;
    }

    /// <summary>
    /// Each start has everything and repairs what is to be repaired, until one has nothing to say. A power cut may have left a page of LiteDB
    /// damaged that holds no document: that shows only when the start after the first one wrote to it, so one more may have to repair.
    /// </summary>
    internal static async Task CheckAsync(string folder, Ledger ledger, string what)
    {
        var said = what;
        for (var start = 1; start <= 3; start++)
        {
            List<string> notices = [];
            await using var store = new DiskStore(folder, new DiskStoreOptions { Notice = notices.Add, Disk = new UnsyncedDisk() });
            var all = store.Load();
            await store.SettleAsync();
            notices.InsertRange(0, all.Notices);
            said += $"\nstart {start}: {string.Join("; ", notices)}";
            ledger.Check(all, said);
            if (start > 1 && notices.Count == 0) return;
            if (start > 1) notices.ShouldAllBe(notice => notice.StartsWith("database ") && notice.Contains("it was rebuilt"), said);
        }
        Assert.Fail(said);
    }
}
