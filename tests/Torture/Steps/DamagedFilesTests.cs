using Appliance.Engine.Store;
using Appliance.Engine.Tests.Store;
using Torture.Disks;
using Torture.Killing;

namespace Torture.Steps;

/// <summary>Files damaged after a crash, without a process: many more rounds in the same time. With one file nothing is lost; with two, it comes up and says so.</summary>
public sealed class DamagedFilesTests
{
    [Fact]
    public Task One_damaged_file_loses_nothing() => DamageAsync(Rounds.Of("one file damaged"), files: 1);

    [Fact]
    public Task Two_damaged_files_do_not_keep_it_from_coming_up() => DamageAsync(Rounds.Of("two files damaged"), files: 2);

    private static async Task DamageAsync(Rounds rounds, int files)
    {
        var whole = 0;
        var crashed = new StepStory("", 12, Crashed: true, _ => { });
        for (var round = 1; round <= rounds.Count; round++)
        {
            var luck = rounds.Luck(round);
            using var folder = new TemporaryFolder();
            var damage = new FileDamage(folder.Path);
            Directory.CreateDirectory(Path.Combine(folder.Path, "journal"));
            var ledger = await crashed.PrepareAsync(folder.Path);
            damage.Remember();
            await StepStory.PlayAsync(folder.Path, new SteppingDisk(luck.Next(1, 150), StepFault.Killed, luck), ledger, []);
            var what = string.Join(" and ", FileDamage.Targets.OrderBy(_ => luck.Next()).Take(files).ToList().Select(target => damage.Do(target, luck).What));
            if (await StartAsync(folder.Path, ledger, exact: files == 1, rounds.Describe(round, what))) whole++;
        }
        rounds.Report($"{whole} times everything was there");
    }

    private static async Task<bool> StartAsync(string folder, Ledger ledger, bool exact, string what)
    {
        List<string> notices = [];
        await using (var store = new DiskStore(folder, new DiskStoreOptions { Disk = new UnsyncedDisk(), Notice = Note }))
        {
            var all = store.Load();
            foreach (var notice in all.Notices) Note(notice);
            await store.SettleAsync();
            var said = $"{what}: {string.Join("; ", notices)}";
            if (exact) ledger.Check(all, said);
            if (!ledger.Holds(all)) notices.ShouldNotBeEmpty(said);
            // It works: a commit is taken, and is there after the next start, which has nothing to repair.
            await store.AppendAsync(new Edits(all.Revision).Put("/new", 1, 0, ("name", what)));
        }
        await using var again = new DiskStore(folder, new DiskStoreOptions { Disk = new UnsyncedDisk(), Notice = Note });
        notices.Clear();
        var next = again.Load();
        await again.SettleAsync();
        next.Items.ShouldContain(item => item.Menu == "/new" && item.Values["name"] == what);
        next.Notices.Concat(notices).ShouldBeEmpty(what);
        return ledger.Holds(next with { Items = [.. next.Items.Where(item => item.Menu != "/new")], Revision = next.Revision - 1, LastIds = next.LastIds.Where(pair => pair.Key != "/new").ToDictionary() });
        void Note(string notice)
        {
            lock (notices) notices.Add(notice);
        }
    }
}
