using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.History;

public sealed class HistoryTests
{
    [Fact]
    public async Task Every_action_has_its_words_and_the_newest_stands_first()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        var first = await router.AddAsync(router.Members, ("node", "a"));
        var second = await router.AddAsync(router.Members, ("node", "a"));
        await router.Session.MoveAsync(router.Members, [second], first, default);
        await router.SetAsync(router.Nodes, node, ("size", "20"));
        await router.SetAsync(router.Settings, default, ("motto", "go"));
        await router.RemoveAsync(router.Members, first);
        router.History().ShouldBe(["U member removed", "U item changed", "U node a changed", "U member moved", "U member added", "U member added", "U node a added"]);
        router.Router.History.Lines.ShouldAllBe(line => line.By == "admin" && line.Policies == Policy.Write);
    }

    [Fact]
    public async Task Undo_goes_back_step_by_step_and_redo_forth()
    {
        await using var router = await TestRouter.StartAsync();
        var empty = (router.Tree(), router.MachineText());
        await router.AddAsync(router.Nodes, ("name", "a"));
        var one = (router.Tree(), router.MachineText());
        await router.AddAsync(router.Members, ("node", "a"), ("comment", "hello"));
        var two = (router.Tree(), router.MachineText());
        (await router.UndoAsync()).ShouldBe("");
        (router.Tree(), router.MachineText()).ShouldBe(one);
        router.History().ShouldBe(["R member added", "U node a added"]);
        (await router.UndoAsync()).ShouldBe("");
        (router.Tree(), router.MachineText()).ShouldBe(empty);
        (await router.UndoAsync()).ShouldBe("nothing to undo");
        (await router.RedoAsync()).ShouldBe("");
        (await router.RedoAsync()).ShouldBe("");
        (router.Tree(), router.MachineText()).ShouldBe(two);
        (await router.RedoAsync()).ShouldBe("nothing to redo");
    }

    [Fact]
    public async Task A_new_action_discards_what_could_be_redone()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        await router.AddAsync(router.Nodes, ("name", "b"));
        await router.UndoAsync();
        await router.AddAsync(router.Nodes, ("name", "c"));
        router.History().ShouldBe(["U node c added", "U node a added"]);
        (await router.RedoAsync()).ShouldBe("nothing to redo");
    }

    [Fact]
    public async Task A_removed_item_comes_back_with_its_number_and_its_place()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var ids = new List<ItemId>();
        foreach (var text in "abc") ids.Add(await router.AddAsync(router.Members, ("node", "a"), ("text", text.ToString())));
        await router.RemoveAsync(router.Members, ids[1], ids[2]);
        await router.UndoAsync();
        router.Session.Rows(router.Members).Select(row => row.Id).ShouldBe(ids);
        (await router.AddAsync(router.Members, ("node", "a"))).ShouldBe(new ItemId(ids[2].Value + 1));
    }

    [Fact]
    public async Task A_list_that_was_spread_out_is_as_before()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var ids = new List<ItemId>();
        for (var i = 0; i < 3; i++) ids.Add(await router.AddAsync(router.Members, ("node", "a"), ("text", $"{i}")));
        // Each halves the room in front of the last one, until there is none.
        var states = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            states.Add(router.Tree());
            await router.Session.MoveAsync(router.Members, [ids[i % 2]], ids[2], default);
        }
        router.History().Count(line => line == "U member moved").ShouldBe(30);
        states.Reverse();
        foreach (var state in states)
        {
            (await router.UndoAsync()).ShouldBe("");
            router.Tree().ShouldBe(state);
        }
    }

    [Fact]
    public async Task What_others_changed_on_the_same_item_meanwhile_stays()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"), ("size", "20"));
        await router.SetAsync(router.Nodes, node, ("size", "30"));
        await router.Router.CommitAsync("system", editor =>
        {
            editor.Set(editor.Find<Node>("a")! with { OwnMemberOf = "b" });
            return [];
        });
        await router.UndoAsync();
        router.Session.Rows(router.Nodes).ShouldHaveSingleItem().ShouldBeOfType<Node>().ShouldSatisfyAllConditions(
            after => after.Size.ShouldBe(20), after => after.OwnMemberOf.ShouldBe("b"));
    }

    [Fact]
    public async Task An_undo_that_makes_no_sense_any_more_changes_nothing()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.RemoveAsync(router.Nodes, node);
        await router.Router.CommitAsync("system", editor =>
        {
            editor.Add(new Node { Name = "a" });
            return [];
        });
        (await router.UndoAsync()).ShouldBe("failure: already have item with such name");
        router.History().ShouldBe(["U node a removed", "U node a added"]);
    }

    [Fact]
    public async Task What_a_driver_refuses_is_not_in_the_history_and_an_undo_that_it_refuses_did_not_happen()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.RemoveAsync(router.Nodes, node);
        router.Machine.Fault = _ => new RefusedException("no room");
        (await router.TryAddAsync(router.Nodes, ("name", "b"))).Problems.Count.ShouldBe(1);
        (await router.UndoAsync()).ShouldBe("failure: no room");
        router.History().ShouldBe(["U node a removed", "U node a added"]);
        router.Machine.Fault = _ => null;
        (await router.UndoAsync()).ShouldBe("");
    }

    [Fact]
    public async Task What_the_disk_refuses_is_not_in_the_history()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.AddAsync(router.Nodes, ("name", "a"));
        await router.AddAsync(router.Nodes, ("name", "b"));
        await router.UndoAsync();
        store.Failure = new IOException("no space left on device");
        (await router.TryAddAsync(router.Nodes, ("name", "c"))).Problems.Count.ShouldBe(1);
        (await router.RedoAsync()).ShouldBe("failure: no space left on device");
        (await router.UndoAsync()).ShouldBe("failure: no space left on device");
        router.History().ShouldBe(["R node b added", "U node a added"]);
        store.Failure = null;
        (await router.RedoAsync()).ShouldBe("");
        router.History().ShouldBe(["U node b added", "U node a added"]);
    }

    [Fact]
    public async Task Actions_of_a_package_that_is_not_installed_wait_until_it_is()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        await router.Router.DetachAsync("test", default);
        router.History().ShouldBe(["  node a added"]);
        router.Router.History.Lines[0].Undo.ShouldBe("");
        (await router.UndoAsync()).ShouldBe("nothing to undo");
        await router.AttachAsync();
        (await router.UndoAsync()).ShouldBe("");
        router.Session.Rows(router.Nodes).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_undoes_what_he_may_not_do()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        (await router.Router.History.UndoAsync(new Login("guest", Policy.Read)))!.Sentence.ShouldBe("not enough permissions (9)");
        router.History().ShouldBe(["U node a added"]);
    }

    [Fact]
    public async Task A_hundred_actions_are_kept_and_writers_at_once_stand_in_the_order_of_their_commits()
    {
        await using var router = await TestRouter.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            var session = router.Router.OpenSession(new Login($"w{writer}"));
            for (var i = 0; i < 10; i++) (await session.AddAsync(router.Nodes, [new("name", $"{writer}-{i}")], default, default, default)).Problems.ShouldBeEmpty();
        })));
        var lines = router.Router.History.Lines;
        lines.Count.ShouldBe(100);
        lines.Select(line => line.Number).ShouldBe(lines.Select(line => line.Number).OrderDescending());
        var commits = ((MemoryStore)router.Store).Commits;
        lines.Select(line => (line.Number, line.By)).ShouldBe(commits.Reverse().Take(100).Select(commit => (commit.Revision, commit.Author)));
    }

    [Fact]
    public async Task What_is_not_stored_cannot_be_undone()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.SetAsync(router.Settings, default, ("kick", "7"))).ShouldBeEmpty();
        router.History().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_commit_is_undone_whole()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.Session.CommitAsync(editor =>
        {
            for (var i = 0; i < 5000; i++) editor.Add(new Node { Name = $"n{i}", Comment = "text" });
            return [];
        }, default)).ShouldBeEmpty();
        var tree = router.Tree();
        await router.RemoveAsync(router.Nodes, [.. router.Session.Rows(router.Nodes).Select(row => row.Id)]);
        router.Router.History.Lines[0].Undo.ShouldEndWith("/test node add name=n4900 comment=text; (4900 more)");
        (await router.UndoAsync()).ShouldBe("");
        router.Tree().ShouldBe(tree);
    }
}
