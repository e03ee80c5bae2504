using Appliance.Engine.Store;

namespace Appliance.Engine.Tests.Store;

public sealed class DiskStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_folder_holds_nothing_and_says_nothing()
    {
        await using var store = new DiskStore(_folder.Path);
        var all = store.Load();
        all.Revision.ShouldBe(0);
        all.Items.ShouldBeEmpty();
        all.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_is_there_after_an_orderly_stop_without_a_notice()
    {
        var edits = new Edits();
        await Store(edits, 50);
        var (all, notices) = await Load();
        Edits.Text(all).ShouldBe(edits.Expected());
        notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_crash_and_is_said_to_come_from_the_journal()
    {
        var edits = new Edits();
        using var crashed = new TemporaryFolder();
        await using (var store = new DiskStore(_folder.Path))
        {
            store.Load();
            await store.SettleAsync();
            for (var i = 0; i < 50; i++) await store.AppendAsync(edits.Add());
            _folder.CopyTo(crashed.Path);
        }
        var (all, notices) = await Load(crashed.Path);
        Edits.Text(all).ShouldBe(edits.Expected());
        notices.ShouldBe(["router was rebooted without proper shutdown: 50 commits were taken from the journal"]);
    }

    [Fact]
    public async Task A_folder_serves_one_store_at_a_time()
    {
        await using var store = new DiskStore(_folder.Path);
        Should.Throw<IOException>(() => new DiskStore(_folder.Path));
    }

    [Fact]
    public async Task A_commit_that_leaves_out_a_revision_is_refused()
    {
        await using var store = new DiskStore(_folder.Path);
        store.Load();
        await Should.ThrowAsync<IOException>(() => store.AppendAsync(new Edits(5).Add()));
        await store.AppendAsync(new Edits().Add());
    }

    [Fact]
    public async Task A_checkpoint_drops_the_journal_that_database_and_export_hold()
    {
        var edits = new Edits();
        await using var store = new DiskStore(_folder.Path, new DiskStoreOptions { CheckpointBytes = 4000 });
        store.Load();
        for (var i = 0; i < 500; i++) await store.AppendAsync(edits.Add());
        await store.SettleAsync();
        var kept = Directory.GetFiles(Path.Combine(_folder.Path, "journal")).Select(Path.GetFileName).Order().First();
        long.Parse(Path.GetFileNameWithoutExtension(kept)!).ShouldBeGreaterThan(1);
        File.ReadAllText(Path.Combine(_folder.Path, "configuration.rsc")).ShouldContain("name=\"guest1\"");
    }

    private async Task Store(Edits edits, int count)
    {
        await using var store = new DiskStore(_folder.Path);
        store.Load();
        for (var i = 0; i < count; i++) await store.AppendAsync(edits.Add());
    }

    private async Task<(StoredConfiguration All, List<string> Notices)> Load(string? path = null)
    {
        List<string> notices = [];
        await using var store = new DiskStore(path ?? _folder.Path, new DiskStoreOptions { Notice = notices.Add });
        var all = store.Load();
        await store.SettleAsync();
        return (all, [.. all.Notices, .. notices]);
    }
}
