using Appliance.Engine.Store;
using Appliance.Engine.Store.Database;
using Appliance.Engine.Store.Journal;

namespace Appliance.Engine.Tests.Store;

public sealed class CommitJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FaultyDisk _disk = new();
    private readonly List<long> _followed = [];
    private readonly Edits _edits = new();
    private readonly CommitJournal _journal;

    public CommitJournalTests()
    {
        _journal = new CommitJournal(_folder.Path, 0, Follow, static () => { }, _disk);
        _journal.Prepare();
    }

    private void Follow(ReadOnlySpan<byte> records, long lastRevision)
    {
        var waiting = new WaitingCommits();
        waiting.Put(records, lastRevision);
        _followed.AddRange(waiting.Take(long.MaxValue).Select(commit => commit.Revision));
    }

    public void Dispose()
    {
        _journal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void One_client_is_served_on_its_own_thread()
    {
        _journal.AppendAsync(_edits.Add(), more: false).IsCompletedSuccessfully.ShouldBeTrue();
        Stored().ShouldBe([1]);
    }

    [Fact]
    public async Task Commits_that_come_during_a_sync_share_the_next_and_complete_in_order()
    {
        var before = _disk.Syncs;
        using var hold = new ManualResetEventSlim();
        _disk.Hold = hold;
        var first = _journal.AppendAsync(_edits.Add(), more: true);
        while (_disk.Syncs == before) await _disk.Syncing.WaitAsync();
        List<Task<long>> others = [.. Enumerable.Range(0, 40).Select(_ => _journal.AppendAsync(_edits.Add(), more: false))];
        first.IsCompleted.ShouldBeFalse();
        others.ShouldAllBe(task => !task.IsCompleted);
        _disk.Hold = null;
        hold.Set();
        (await Task.WhenAll([first, .. others])).ShouldBe([1, .. Enumerable.Repeat(41L, 40)]);
        _disk.Syncs.ShouldBe(before + 2);
        _followed.ShouldBe(Enumerable.Range(1, 41).Select(number => (long)number));
    }

    [Theory]
    [InlineData("write")]
    [InlineData("sync")]
    public async Task A_disk_that_fails_fails_the_commit_and_the_next_one_is_stored_in_its_place(string fault)
    {
        await _journal.AppendAsync(_edits.Add(), more: false);
        Break(fault, true);
        var failed = await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(_edits.Add(), more: false));
        failed.Message.ShouldBe("configuration can not be stored: " + (fault == "write" ? "No space left on device" : "Input/output error"));
        Stored().ShouldBe([1]);

        Break(fault, false);
        var instead = new Edits(1).Put("/xen", 7, 0, ("name", "instead"));
        await _journal.AppendAsync(instead, more: false);
        Read()[^1].Changes[0].After!.Values["name"].ShouldBe("instead");
        _followed.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_failed_write_fails_all_that_were_appended_after_it()
    {
        await _journal.AppendAsync(_edits.Add(), more: false);
        using var hold = new ManualResetEventSlim();
        var before = _disk.Syncs;
        _disk.Hold = hold;
        _disk.FailsToSync = true;
        var failed = _journal.AppendAsync(_edits.Add(), more: true);
        while (_disk.Syncs == before) await _disk.Syncing.WaitAsync();
        var waiting = _journal.AppendAsync(_edits.Add(), more: true);
        _disk.Hold = null;
        hold.Set();
        await Should.ThrowAsync<IOException>(() => failed);
        await Should.ThrowAsync<IOException>(() => waiting);
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(_edits.Add(), more: false));

        _disk.FailsToSync = false;
        await _journal.AppendAsync(new Edits(1).Add(), more: false);
        Stored().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_disk_that_refuses_even_to_cut_is_tried_again_by_the_next_commit()
    {
        await _journal.AppendAsync(_edits.Add(), more: false);
        _disk.FailsToSync = _disk.FailsToTruncate = true;
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(new Edits(1).Add(), more: false));
        _disk.FailsToSync = false;
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(new Edits(1).Add(), more: false));
        _disk.FailsToTruncate = false;
        await _journal.AppendAsync(new Edits(1).Put("/xen", 9, 0), more: false);
        Read()[^1].Changes[0].After!.Id.Value.ShouldBe(9u);
        Stored().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_commit_larger_than_the_room_ahead_is_stored()
    {
        await _journal.AppendAsync(_edits.Put("/file", 1, 0, ("contents", new string('x', 5_000_000))), more: false);
        await _journal.AppendAsync(_edits.Add(), more: false);
        Stored().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_disk_without_room_ahead_takes_commits_until_it_is_full()
    {
        _disk.Capacity = 1_100_000;
        await _journal.AppendAsync(_edits.Put("/file", 1, 0, ("contents", new string('x', 1_000_000))), more: false);
        await _journal.AppendAsync(_edits.Put("/file", 2, 0, ("contents", new string('x', 80_000))), more: false);
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(_edits.Put("/file", 3, 0, ("contents", new string('x', 80_000))), more: false));
        await _journal.AppendAsync(new Edits(2).Add(), more: false);
        Stored().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_new_segment_begins_behind_the_last_commit()
    {
        _journal.Roll().ShouldBe(1);
        await _journal.AppendAsync(_edits.Add(), more: false);
        _journal.Roll().ShouldBe(2);
        await _journal.AppendAsync(_edits.Add(), more: false);
        JournalReader.Starts(_folder.Path).ShouldBe([1, 2]);
        Stored().ShouldBe([1, 2]);
        JournalReader.Read(_folder.Path, new NameCache(), before: 2).Commits.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_a_new_segment_cannot_be_made_the_old_one_goes_on()
    {
        await _journal.AppendAsync(_edits.Add(), more: false);
        _disk.FailsToSync = true;
        Should.Throw<IOException>(() => _journal.Roll());
        _disk.FailsToSync = false;
        await _journal.AppendAsync(_edits.Add(), more: false);
        Stored().ShouldBe([1, 2]);
        _journal.Roll().ShouldBe(3);
    }

    [Fact]
    public async Task What_could_not_be_cut_off_is_overruled_by_the_next_segment()
    {
        await _journal.AppendAsync(_edits.Add(), more: false);
        _disk.FailsToSync = _disk.FailsToTruncate = true;
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(new Edits(1).Add(), more: false));
        _disk.FailsToSync = false;
        _journal.Roll().ShouldBe(2);
        await _journal.AppendAsync(new Edits(1).Put("/xen", 9, 0), more: false);
        Read()[^1].Changes[0].After!.Id.Value.ShouldBe(9u);
        Stored().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_closed_journal_stores_what_it_took_and_takes_no_more()
    {
        var last = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _journal.AppendAsync(_edits.Add(), more: true)));
        await _journal.CloseAsync();
        await last;
        await Should.ThrowAsync<IOException>(() => _journal.AppendAsync(_edits.Add(), more: false));
        Stored().Count.ShouldBe(100);
    }

    private void Break(string fault, bool broken) =>
        (_disk.FailsToWrite, _disk.FailsToSync) = (broken && fault == "write", broken && fault == "sync");

    private IReadOnlyList<CommitRecord> Read() => JournalReader.Read(_folder.Path, new NameCache()).Commits;

    private List<long> Stored() => [.. Read().Select(commit => commit.Revision)];
}
