using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Engine.Tests.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.History;

public sealed class SafeModeTests
{
    [Fact]
    public async Task What_anybody_changed_since_it_was_taken_is_taken_back()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"), ("size", "20"));
        var member = await router.AddAsync(router.Members, ("node", "a"));
        var before = (router.Tree(), router.MachineText());
        var other = router.Router.OpenSession(new Login("other"));
        (await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default)).ShouldBeEmpty();
        await router.SetAsync(router.Nodes, node, ("size", "30"), ("name", "b"));
        (await other.AddAsync(router.Nodes, [new("name", "a")], default, default, default)).Problems.ShouldBeEmpty();
        (await other.SetAsync(router.Nodes, [node], [new("size", "40")], default)).ShouldBeEmpty();
        await router.RemoveAsync(router.Members, member);
        await router.SetAsync(router.Settings, default, ("motto", "go"));
        router.History().ShouldBe(["F item changed", "F member removed", "F node b changed", "F node a added", "F node b changed", "U ---", "U member added", "U node a added"]);
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        (router.Tree(), router.MachineText()).ShouldBe(before);
        router.History().ShouldBe(["R item changed", "R member removed", "R node b changed", "R node a added", "R node b changed", "U member added", "U node a added"]);
        for (var i = 0; i < 5; i++) (await router.RedoAsync()).ShouldBe("");
        router.Machine.Things["motto"].ShouldBe("go");
    }

    [Fact]
    public async Task What_was_undone_in_safe_mode_is_done_again_when_it_unrolls()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var before = (router.Tree(), router.MachineText());
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.UndoAsync();
        await router.AddAsync(router.Nodes, ("name", "b"));
        await router.Session.SafeMode.UnrollAsync(default);
        (router.Tree(), router.MachineText()).ShouldBe(before);
        router.History().ShouldBe(["R node b added", "U node a added"]);
    }

    [Fact]
    public async Task What_the_router_changed_to_follow_goes_back_too_and_what_it_found_stays()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.AddAsync(router.Nodes, ("name", "a"), ("size", "20"));
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.Router.CommitAsync("system", editor =>
        {
            editor.Set(editor.Find<Node>("a")! with { Size = 30 });
            editor.Add(new Node { Name = "found" });
            return [];
        });
        router.History().ShouldBe(["U ---", "U node a added"]);
        var crashed = new MemoryStore();
        foreach (var commit in store.Commits) await crashed.AppendAsync(commit);
        await using (var again = await TestRouter.StartAsync(crashed)) Names(again).ShouldBe(["a 20", "found 10"]);
        await router.Session.SafeMode.UnrollAsync(default);
        Names(router).ShouldBe(["a 20", "found 10"]);
    }

    private static IEnumerable<string> Names(TestRouter router) => router.Session.Rows(router.Nodes).Cast<Node>().Select(node => $"{node.Name} {node.Size}");

    [Fact]
    public async Task Who_may_not_write_does_not_take_it()
    {
        await using var router = await TestRouter.StartAsync();
        var guest = router.Router.OpenSession(new Login("guest", Policy.Read));
        (await guest.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default)).ShouldHaveSingleItem().Sentence.ShouldBe("not enough permissions (9)");
        router.Session.SafeMode.IsTaken.ShouldBeFalse();
    }

    [Fact]
    public async Task Released_it_keeps_everything()
    {
        await using var router = await TestRouter.StartAsync();
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        router.Session.SafeMode.IsHeld.ShouldBeTrue();
        await router.AddAsync(router.Nodes, ("name", "a"));
        (await router.Session.SafeMode.ReleaseAsync(default)).ShouldBeEmpty();
        router.Session.SafeMode.IsHeld.ShouldBeFalse();
        router.History().ShouldBe(["U node a added"]);
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldHaveSingleItem().Sentence.ShouldBe("failure: safe mode is not taken by this session");
        router.Store.Load().Items.ShouldAllBe(item => item.Menu == "/test node");
    }

    [Theory]
    [InlineData(SafeModeTaking.Releasing, "a b")]
    [InlineData(SafeModeTaking.Unrolling, "a")]
    public async Task Another_session_can_take_it_over_and_the_holder_is_told(SafeModeTaking how, string left)
    {
        await using var router = await TestRouter.StartAsync();
        var told = "";
        router.Session.SafeMode.Lost += farewell => told += farewell;
        await router.AddAsync(router.Nodes, ("name", "a"));
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.AddAsync(router.Nodes, ("name", "b"));
        var other = router.Router.OpenSession(new Login("other"));
        other.SafeMode.IsTaken.ShouldBeTrue();
        (await other.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default)).ShouldHaveSingleItem().Sentence.ShouldBe("failure: safe mode is taken by another session");
        (await other.SafeMode.TakeAsync(how, default)).ShouldBeEmpty();
        told.ShouldBe("[Safe mode released by another user]");
        (other.SafeMode.IsHeld, router.Session.SafeMode.IsHeld).ShouldBe((true, false));
        await router.AddAsync(router.Nodes, ("name", "c"));
        (await other.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        string.Join(' ', router.Session.Rows(router.Nodes).Cast<Node>().Select(node => node.Name)).ShouldBe(left);
    }

    [Fact]
    public async Task More_than_a_hundred_changes_end_it_and_nothing_is_undone()
    {
        await using var router = await TestRouter.StartAsync();
        var told = "";
        router.Session.SafeMode.Lost += farewell => told += farewell;
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        for (var i = 0; i < 100; i++) await router.AddAsync(router.Nodes, ("name", $"n{i}"));
        (router.Session.SafeMode.IsHeld, told).ShouldBe((true, ""));
        await router.AddAsync(router.Nodes, ("name", "last"));
        (router.Session.SafeMode.IsHeld, told).ShouldBe((false, "[Safe mode released: more than 100 changes, nothing will be undone]"));
        router.Session.Rows(router.Nodes).Count().ShouldBe(101);
        router.Store.Load().Items.ShouldAllBe(item => item.Menu == "/test node");
    }

    [Fact]
    public async Task A_commit_that_the_disk_refuses_does_not_count_and_a_refused_release_leaves_it_held()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        store.Failure = new IOException("no space left on device");
        (await router.TryAddAsync(router.Nodes, ("name", "a"))).Problems.Count.ShouldBe(1);
        (await router.Session.SafeMode.ReleaseAsync(default)).ShouldHaveSingleItem().Sentence.ShouldBe("failure: no space left on device");
        router.Session.SafeMode.IsHeld.ShouldBeTrue();
        store.Failure = null;
        await router.AddAsync(router.Nodes, ("name", "b"));
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        router.Session.Rows(router.Nodes).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_driver_that_refuses_does_not_keep_the_old_configuration_away()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.RemoveAsync(router.Nodes, node);
        router.Machine.Fault = _ => new RefusedException("not now");
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        router.Tree().ShouldStartWith("/test node *1 I  name=a");
    }

    [Fact]
    public async Task What_is_in_the_way_of_one_item_does_not_keep_the_others()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"), ("size", "20"));
        var other = await router.AddAsync(router.Nodes, ("name", "b"), ("size", "20"));
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.SetAsync(router.Nodes, node, ("name", "c"));
        await router.SetAsync(router.Nodes, other, ("size", "30"));
        await router.AddAsync(router.Nodes, ("name", "d"));
        await router.Router.CommitAsync("system", editor =>
        {
            editor.Add(new Node { Name = "a" });
            return [];
        });
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        Names(router).ShouldBe(["c 20", "b 20", "a 10"]);
        router.Session.SafeMode.IsTaken.ShouldBeFalse();
    }

    [Fact]
    public async Task A_router_that_goes_down_in_safe_mode_comes_up_as_it_was_before()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        var node = await router.AddAsync(router.Nodes, ("name", "a"), ("size", "20"), ("comment", "old"));
        await router.AddAsync(router.Members, ("node", "a"), ("text", "one"));
        var before = router.Tree();
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.SetAsync(router.Nodes, node, ("size", "30"), ("name", "b"), ("comment", ""));
        await router.SetAsync(router.Settings, default, ("motto", "go"));
        var added = await router.AddAsync(router.Nodes, ("name", "c"));
        await router.RemoveAsync(router.Members, new ItemId(1));
        await using (var again = await TestRouter.StartAsync(store))
        {
            again.Tree().ShouldBe(before);
            again.Machine.Things["motto"].ShouldBe("none yet");
            again.Session.SafeMode.IsTaken.ShouldBeFalse();
            (await again.AddAsync(again.Nodes, ("name", "d"))).Value.ShouldBeGreaterThan(added.Value);
            before = again.Tree();
        }
        await using var third = await TestRouter.StartAsync(store);
        third.Tree().ShouldBe(before);
    }

    [Fact]
    public async Task A_start_on_a_full_disk_comes_up_with_the_old_configuration_and_stores_that_when_it_can()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await router.RemoveAsync(router.Nodes, node);
        store.Failure = new IOException("no space left on device");
        await using var again = await TestRouter.StartAsync(store);
        again.Session.Rows(again.Nodes).Count().ShouldBe(1);
        (await again.TryAddAsync(again.Nodes, ("name", "b"))).Problems.Count.ShouldBe(1);
        store.Failure = null;
        await again.AddAsync(again.Nodes, ("name", "b"));
        await using var third = await TestRouter.StartAsync(store);
        third.Tree().ShouldBe(again.Tree());
        third.Session.Rows(third.Nodes).Count().ShouldBe(2);
    }

    [Fact]
    public async Task It_is_on_the_disk_like_everything_else()
    {
        using var folder = new TemporaryFolder();
        string before;
        using (var copy = new TemporaryFolder())
        {
            await using (var router = await TestRouter.StartAsync(new DiskStore(folder.Path)))
            {
                await router.AddAsync(router.Nodes, ("name", "where \"it\" is"), ("comment", "é$\n"));
                before = router.Tree();
                await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
                await router.RemoveAsync(router.Nodes, new ItemId(1));
                await router.AddAsync(router.Nodes, ("name", "b"));
                folder.CopyTo(copy.Path);
            }
            // After a crash, and after an orderly stop.
            foreach (var path in (string[])[copy.Path, folder.Path])
            {
                await using (var again = await TestRouter.StartAsync(new DiskStore(path))) again.Tree().ShouldBe(before, path);
                await using (var third = await TestRouter.StartAsync(new DiskStore(path))) third.Tree().ShouldBe(before, path);
            }
        }
    }
}
