using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Commit;

public sealed class CommitTests
{
    [Fact]
    public async Task An_added_item_is_on_the_machine_and_has_the_next_number()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.AddAsync(router.Nodes, ("name", "a"))).ToString().ShouldBe("*1");
        (await router.AddAsync(router.Nodes)).ToString().ShouldBe("*2");
        router.Machine.Things["node a"].ShouldBe("10");
        router.Machine.Things.ContainsKey("node node1").ShouldBeTrue();
    }

    [Fact]
    public async Task Numbers_are_never_reused()
    {
        await using var router = await TestRouter.StartAsync();
        var id = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.RemoveAsync(router.Nodes, id);
        (await router.AddAsync(router.Nodes, ("name", "a"))).ShouldNotBe(id);
    }

    [Fact]
    public async Task All_problems_of_a_command_are_collected_and_nothing_changes()
    {
        await using var router = await TestRouter.StartAsync();
        var (_, problems) = await router.TryAddAsync(router.Members, ("other", "nobody"), ("bogus", "1"));
        problems.Select(problem => problem.Sentence).ShouldBe(["input does not match any value of other", "bad parameter bogus", "missing value(s) of argument(s) node"]);
        router.Tree().ShouldBe("");
    }

    [Fact]
    public async Task A_name_is_unique()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var (_, problems) = await router.TryAddAsync(router.Nodes, ("name", "a"));
        problems.ShouldHaveSingleItem().Sentence.ShouldBe("failure: already have item with such name");
    }

    [Fact]
    public async Task A_reference_is_matched_by_unique_prefix_and_follows_a_rename()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "backbone"));
        await router.AddAsync(router.Nodes, ("name", "branch"));
        (await router.TryAddAsync(router.Members, ("node", "b"))).Problems.ShouldHaveSingleItem().Sentence
            .ShouldBe("ambiguous value of node, more than one possible value matches input");
        var member = await router.AddAsync(router.Members, ("node", "bac"));
        (await router.SetAsync(router.Nodes, node, ("name", "core"))).ShouldBeEmpty();
        router.Tree().ShouldContain("node=core");
        router.Machine.Things[$"member {member}"].ShouldBe("core ");
        router.Machine.Things.ContainsKey("node backbone").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_referred_to_is_made_first_and_removed_last()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        var member = await router.AddAsync(router.Members, ("node", "a"));
        await router.RemoveAsync(router.Nodes, node);
        router.Machine.Steps.ShouldBe(["ensure motto", "ensure node a", $"ensure member {member}", $"remove member {member}", "remove node a"]);
    }

    [Fact]
    public async Task An_item_whose_target_was_removed_stays_and_is_invalid()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "a"));
        await router.AddAsync(router.Members, ("node", "a"));
        await router.RemoveAsync(router.Nodes, node);
        router.Tree().ShouldBe("/test member *1 I  node=(unknown) other=none text=");
    }

    [Fact]
    public async Task An_item_can_miss_the_target_of_a_reference_that_may_be_unset()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var other = await router.AddAsync(router.Nodes, ("name", "b"));
        var member = await router.AddAsync(router.Members, ("node", "a"), ("other", "b"));
        await router.RemoveAsync(router.Nodes, other);
        router.Tree().ShouldEndWith("/test member *1  node=a other=(unknown) text=");
        router.Machine.Things.ContainsKey($"member {member}").ShouldBeTrue();
    }

    [Fact]
    public async Task A_refusal_sends_the_whole_commit_back()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var (tree, machine) = (router.Tree(), router.MachineText());
        router.Machine.Fault = key => key == "node c" ? new RefusedException("no room for c") : null;
        var problems = await router.Session.CommitAsync(editor =>
        {
            editor.Add(new Node { Name = "b" });
            editor.Add(new Node { Name = "c" });
            return [];
        }, default);
        problems.ShouldHaveSingleItem().Sentence.ShouldBe("failure: no room for c");
        router.Tree().ShouldBe(tree);
        router.MachineText().ShouldBe(machine);
    }

    [Fact]
    public async Task What_is_not_ready_is_kept_and_tried_again()
    {
        await using var router = await TestRouter.StartAsync();
        router.Machine.Fault = _ => new NotReadyException("not yet");
        await router.AddAsync(router.Nodes, ("name", "a"));
        router.Tree().ShouldBe("/test node *1 I  name=a size=10 own-member-of= present=no");
        router.Machine.Fault = _ => null;
        router.Router.Attention.Needs<Member>();
        await router.UntilAsync(() => router.Machine.Things.ContainsKey("node a"));
        router.Tree().ShouldBe("/test node *1  name=a size=10 own-member-of= present=yes");
    }

    [Fact]
    public async Task A_dynamic_item_comes_and_goes_with_its_owner_and_cannot_be_edited()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "home"));
        var owner = await router.AddAsync(router.Nodes, ("name", "a"), ("own-member-of", "home"));
        router.Tree().ShouldContain("/test member dynamic  node=home other=none text=of a");
        var dynamic = router.Session.Rows(router.Members).Single();
        (await router.SetAsync(router.Members, dynamic.Id, ("text", "mine"))).ShouldBe(["failure: can not change dynamic item"]);
        await router.RemoveAsync(router.Nodes, owner);
        router.Session.Rows(router.Members).ShouldBeEmpty();
        router.Machine.Things.Keys.ShouldNotContain(key => key.StartsWith("member"));
    }

    [Fact]
    public async Task A_value_that_is_not_stored_is_applied_once()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.SetAsync(router.Settings, default, ("kick", "7"), ("motto", "go"))).ShouldBeEmpty();
        router.Machine.Things["kick"].ShouldBe("7");
        router.Session.Record(router.Settings).ShouldBeOfType<TestSettings>().Kick.ShouldBeNull();
        router.Session.Record(router.Settings).ShouldBeOfType<TestSettings>().Motto.ShouldBe("go");
    }

    [Fact]
    public async Task An_ordered_list_is_moved_and_stays_so_after_a_restart()
    {
        var store = new Appliance.Engine.Store.MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.AddAsync(router.Nodes, ("name", "a"));
        var ids = new List<ItemId>();
        foreach (var text in "abcd") ids.Add(await router.AddAsync(router.Members, ("node", "a"), ("text", text.ToString())));
        (await router.Session.MoveAsync(router.Members, [ids[3]], ids[0], default)).ShouldBeEmpty();
        (await router.Session.MoveAsync(router.Members, [ids[1]], default, default)).ShouldBeEmpty();
        router.Session.Rows(router.Members).Cast<Member>().Select(row => row.Text).ShouldBe(["d", "a", "c", "b"]);
        await using var again = await TestRouter.StartAsync(store);
        again.Session.Rows(again.Members).Cast<Member>().Select(row => row.Text).ShouldBe(["d", "a", "c", "b"]);
    }
}
