using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Menus;
using CsCheck;

namespace Appliance.Engine.Tests.History;

/// <summary>Whatever was done: all of it undone is the start, all of it redone the end; in the tree, in the machine and in the store.</summary>
public sealed class HistoryProperties
{
    private static readonly Gen<Step> s_step = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[1, 100], (kind, one, other, number) => new Step(kind, one, other, number));

    private sealed record Step(int Kind, int One, int Other, int Number);

    [Fact]
    public void All_undone_is_the_start_and_all_redone_the_end() =>
        Gen.Select(s_step.List[0, 10], s_step.List[1, 30]).Sample((before, steps) => UndoAllAsync(before, steps).GetAwaiter().GetResult(), iter: 150, threads: 1);

    [Fact]
    public void Safe_mode_gives_the_start_back_also_after_a_crash() =>
        Gen.Select(s_step.List[0, 10], s_step.List[1, 30]).Sample((before, steps) => UnrollAsync(before, steps).GetAwaiter().GetResult(), iter: 100, threads: 1);

    private static async Task UndoAllAsync(IReadOnlyList<Step> before, IReadOnlyList<Step> steps)
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        foreach (var step in before) await RunAsync(router, step);
        var old = router.History().Count;
        List<string> states = [State(router)];
        foreach (var step in steps)
        {
            await RunAsync(router, step);
            if (router.History().Count > old + states.Count - 1) states.Add(State(router));
        }
        for (var i = states.Count - 2; i >= 0; i--)
        {
            (await router.UndoAsync()).ShouldBe("");
            State(router).ShouldBe(states[i]);
        }
        await SameAfterRestart(router, store);
        for (var i = 1; i < states.Count; i++)
        {
            (await router.RedoAsync()).ShouldBe("");
            State(router).ShouldBe(states[i]);
        }
        (await router.RedoAsync()).ShouldBe("nothing to redo");
        await SameAfterRestart(router, store);
    }

    private static async Task UnrollAsync(IReadOnlyList<Step> before, IReadOnlyList<Step> steps)
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        foreach (var step in before) await RunAsync(router, step);
        var (start, tree) = (State(router), router.Tree());
        (await router.Session.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default)).ShouldBeEmpty();
        foreach (var step in steps)
        {
            await RunAsync(router, step);
            if (step.Number % 5 == 0) await router.UndoAsync();
            if (step.Number % 7 == 0) await router.RedoAsync();
        }
        var crashed = new MemoryStore();
        foreach (var commit in store.Commits) await crashed.AppendAsync(commit);
        await using (var again = await TestRouter.StartAsync(crashed)) again.Tree().ShouldBe(tree);
        (await router.Session.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        State(router).ShouldBe(start);
        await SameAfterRestart(router, store);
    }

    private static string State(TestRouter router) => $"{router.Tree()}\n{router.Session.Record(router.Settings)}\n{router.MachineText()}";

    private static async Task SameAfterRestart(TestRouter router, MemoryStore store)
    {
        await using var again = await TestRouter.StartAsync(store);
        again.Tree().ShouldBe(router.Tree());
    }

    private static async Task RunAsync(TestRouter router, Step step)
    {
        var nodes = router.Session.Rows(router.Nodes).ToList();
        var members = router.Session.Rows(router.Members).Where(member => !member.Dynamic).ToList();
        switch (step.Kind)
        {
            case 0 or 1 when nodes.Count < 10:
                await router.TryAddAsync(router.Nodes, ("name", $"n{step.One}"), ("size", $"{step.Number}"), ("own-member-of", step.Number % 4 == 0 ? $"n{step.Other}" : ""));
                break;
            case 2:
                await router.TryAddAsync(router.Members, ("node", $"n{step.One}"), ("other", step.Number % 2 == 0 ? "none" : $"n{step.Other}"), ("comment", $"{step.Number}"));
                break;
            case 3 when nodes.Count > 0:
                await router.SetAsync(router.Nodes, Pick(nodes, step.One).Id, ("name", $"n{step.Other}"), ("size", $"{step.Number}"));
                break;
            case 4 when nodes.Count > 0:
                await router.SetAsync(router.Nodes, Pick(nodes, step.One).Id, ("disabled", step.Number % 2 == 0 ? "yes" : "no"));
                break;
            case 5 when members.Count + nodes.Count > 0:
                var menu = step.Number % 2 == 0 && members.Count > 0 || nodes.Count == 0 ? router.Members : router.Nodes;
                await router.Session.RemoveAsync(menu, [Pick(menu == router.Members ? members : nodes, step.One).Id], default);
                break;
            case 6 when members.Count > 1:
                await router.Session.MoveAsync(router.Members, [Pick(members, step.One).Id], step.Number % 3 == 0 ? default : Pick(members, step.Other).Id, default);
                break;
            case 7:
                await router.SetAsync(router.Settings, default, ("motto", $"go {step.One}"), ("limit", step.Number % 2 == 0 ? "unlimited" : $"{step.Number + 8}"));
                break;
        }
    }

    private static Item Pick(List<Item> rows, int number) => rows[number % rows.Count];
}
