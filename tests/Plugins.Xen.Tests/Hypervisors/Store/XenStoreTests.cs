using System.Threading.Channels;
using Appliance.XenPlugin.Hypervisors.Xen.Store;

namespace Appliance.XenPlugin.Tests.Hypervisors.Store;

public sealed class XenStoreTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly XenStore _store;
    private TestStore _server;

    public XenStoreTests()
    {
        _server = new TestStore(Socket);
        _store = new XenStore(Socket);
    }

    private string Socket => Path.Combine(_folder.Run, "socket");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_written_is_read_listed_and_removed()
    {
        await _store.WriteAsync("/a/b", "one", Ct);
        await _store.WriteAsync("/a/c/d", "", Ct);
        (await _store.ReadAsync("/a/b", Ct)).ShouldBe("one");
        (await _store.ReadAsync("/a/c/d", Ct)).ShouldBe("");
        (await _store.ListAsync("/a", Ct)).ShouldBe(["b", "c"]);
        await _store.RemoveAsync("/a", Ct);
        await _store.RemoveAsync("/a", Ct);
        (await _store.ReadAsync("/a/b", Ct)).ShouldBeNull();
        (await _store.ListAsync("/a", Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_find_who_asked_among_many()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            await _store.WriteAsync($"/{number}", $"{number}", Ct);
            (await _store.ReadAsync($"/{number}", Ct)).ShouldBe($"{number}");
        }));
    }

    [Fact]
    public async Task A_transaction_is_done_again_when_somebody_came_between()
    {
        var attempts = 0;
        await _store.ChangeAsync(
            async change =>
            {
                var value = await change.ReadAsync("/count", Ct);
                if (attempts++ == 0) _server.Write("/count", "10");
                await change.PutAsync("/new", 3, 0, [("count", value ?? "none")], Ct);
            },
            Ct);
        _server.Commits.ShouldBe(["again", "done"]);
        _server.Values["/new/count"].ShouldBe("10");
        _server.Permissions["/new"].ShouldBe("n3 r0");
    }

    [Fact]
    public async Task A_transaction_that_fails_changes_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _store.ChangeAsync(
            async change =>
            {
                await change.WriteAsync("/a", "1", Ct);
                throw new InvalidOperationException();
            },
            Ct));
        (await _store.ReadAsync("/a", Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task A_watch_calls_at_first_and_at_each_change_until_it_is_taken_away()
    {
        var calls = Channel.CreateUnbounded<int>();
        var watch = await _store.WatchAsync("@releaseDomain", () => calls.Writer.TryWrite(0), Ct);
        await calls.Reader.ReadAsync(Ct);
        _server.Fire("@releaseDomain");
        await calls.Reader.ReadAsync(Ct);
        await watch.DisposeAsync();
        _server.Fire("@releaseDomain");
        await _store.ReadAsync("/", Ct);
        calls.Reader.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_value_is_waited_for()
    {
        var waiting = _store.UntilAsync("/tty", value => value is { Length: > 0 }, Ct);
        await _store.WriteAsync("/tty", "", Ct);
        waiting.IsCompleted.ShouldBeFalse();
        _server.Write("/tty", "/dev/pts/1");
        (await waiting).ShouldBe("/dev/pts/1");
    }

    [Fact]
    public async Task A_lost_store_is_told_of_and_the_next_one_gets_the_watches()
    {
        var lost = new TaskCompletionSource();
        _store.Lost += lost.SetResult;
        var calls = Channel.CreateUnbounded<int>();
        await _store.WatchAsync("/a", () => calls.Writer.TryWrite(0), Ct);
        await calls.Reader.ReadAsync(Ct);

        await _server.DisposeAsync();
        await lost.Task.WaitAsync(Ct);
        var refusal = await Should.ThrowAsync<StoreException>(() => _store.ReadAsync("/a", Ct));
        refusal.Message.ShouldStartWith("xenstored does not answer");

        File.Delete(Socket);
        _server = new TestStore(Socket);
        (await _store.ReadAsync("/a", Ct)).ShouldBeNull();
        await calls.Reader.ReadAsync(Ct);
        _server.Write("/a", "1");
        await calls.Reader.ReadAsync(Ct);
    }

    [Fact]
    public async Task Who_waits_for_an_answer_hears_that_the_store_is_gone()
    {
        var waiting = _store.UntilAsync("/a", value => value is not null, Ct);
        await _store.ReadAsync("/a", Ct);
        await _server.DisposeAsync();
        var asked = await Should.ThrowAsync<StoreException>(() => _store.WriteAsync("/a", "1", Ct));
        asked.Error.ShouldBe("");
        await Should.ThrowAsync<StoreException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(5), Ct));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
