using Appliance.Engine.Store;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;
using CsCheck;

namespace Appliance.Engine.Tests.Commit;

public sealed class CommitProperties
{
    private static readonly Gen<string> s_name = Gen.OneOf(new[] { "a", "b", "c", "d e", "\"f\"", "é$" }.Select(Gen.Const).ToArray());

    /// <summary>One step of a person or of fate.</summary>
    private static readonly Gen<Step> s_step = Gen.Frequency(
        (6, Gen.Select(s_name, s_name, Gen.Int[1, 120], (name, other, size) => new Step("add node", name, other, size))),
        (6, Gen.Select(s_name, s_name, Gen.Int[0, 3], (name, other, text) => new Step("add member", name, other, text))),
        (4, Gen.Select(Gen.Int[0, 9], s_name, Gen.Int[1, 100], (pick, name, size) => new Step("change", name, "", pick * 1000 + size))),
        (3, Gen.Int[0, 9].Select(pick => new Step("switch", "", "", pick))),
        (3, Gen.Int[0, 9].Select(pick => new Step("remove", "", "", pick))),
        (2, Gen.Int[0, 9].Select(pick => new Step("move", "", "", pick))),
        (2, Gen.Select(s_name, Gen.Int[0, 5], (name, kind) => new Step("several", name, "", kind))),
        (3, Gen.Int[0, 3].Select(kind => new Step("fault", "", "", kind))));

    private sealed record Step(string Kind, string Name, string Other, int Number);

    [Fact]
    public void A_command_that_fails_leaves_tree_and_machine_as_they_were_and_a_restart_gives_the_same() =>
        s_step.List[1, 25].Sample(steps => CheckAsync(steps).GetAwaiter().GetResult(), iter: 150, threads: 1);

    [Fact]
    public async Task Two_sessions_never_see_a_half_made_commit()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "left"), ("size", "50"));
        await router.AddAsync(router.Nodes, ("name", "right"), ("size", "50"));
        var writers = Enumerable.Range(0, 4).Select(seed => Task.Run(async () =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 200; i++)
            {
                var share = random.Next(1, 100);
                var problems = await router.Router.CommitAsync("w" + seed, editor =>
                {
                    editor.Set(editor.Find<Node>("left")! with { Size = share });
                    editor.Set(editor.Find<Node>("right")! with { Size = 100 - share });
                    return [];
                });
                problems.ShouldBeEmpty();
            }
        })).ToList();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            var session = router.Router.OpenSession(new Login("reader"));
            while (!writers.All(writer => writer.IsCompleted)) session.Rows(router.Nodes).Cast<Node>().Sum(node => node.Size).ShouldBe(100);
        }));
        await Task.WhenAll(writers.Concat(readers));
    }

    [Fact]
    public async Task A_script_is_told_once_that_the_disk_refused()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        router.Session.Deferred = true;
        store.Failure = new IOException("no space left on device");
        await router.AddAsync(router.Nodes, ("name", "a"));
        (await Should.ThrowAsync<IOException>(() => router.Session.FlushAsync(default))).Message.ShouldBe("no space left on device");
        store.Failure = null;
        await router.AddAsync(router.Nodes, ("name", "b"));
        await router.Session.FlushAsync(default);
        router.Session.Rows(router.Nodes).Cast<Node>().Select(node => node.Name).ShouldBe(["b"]);
    }

    [Fact]
    public async Task A_commit_that_the_disk_refuses_is_taken_back_from_the_machine()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.AddAsync(router.Nodes, ("name", "a"));
        var (tree, machine) = (router.Tree(), router.MachineText());
        store.Failure = new IOException("no space left on device");
        (await router.TryAddAsync(router.Nodes, ("name", "b"))).Problems.ShouldHaveSingleItem().Sentence.ShouldBe("failure: no space left on device");
        router.Tree().ShouldBe(tree);
        router.MachineText().ShouldBe(machine);
        store.Failure = null;
        await router.AddAsync(router.Nodes, ("name", "b"));
        router.Machine.Things.ContainsKey("node b").ShouldBeTrue();
    }

    private static async Task CheckAsync(IReadOnlyList<Step> steps)
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        foreach (var step in steps)
        {
            var (tree, machine) = (router.Tree(), router.MachineText());
            if ((await RunAsync(router, step)).Count == 0) continue;
            (router.Tree() == tree).ShouldBeTrue($"{step}\n{tree}\n=== then\n{router.Tree()}");
            (router.MachineText() == machine).ShouldBeTrue($"{step}\n{machine}\n=== then\n{router.MachineText()}");
        }
        await using var again = await TestRouter.StartAsync(store);
        router.Machine.Fault = _ => null;
        router.Router.Attention.Needs<Node>();
        await router.UntilAsync(() => again.Tree() == router.Tree() && again.MachineText() == router.MachineText(), () => $"{router.Tree()}\n--- {router.MachineText()}\n=== restarted\n{again.Tree()}\n--- {again.MachineText()}");
    }

    private static async Task<IReadOnlyList<Problem>> RunAsync(TestRouter router, Step step)
    {
        var (nodes, members) = (router.Session.Rows(router.Nodes).ToList(), router.Session.Rows(router.Members).Where(member => !member.Dynamic).ToList());
        switch (step.Kind)
        {
            case "add node":
                return (await router.TryAddAsync(router.Nodes, ("name", step.Name), ("size", step.Number.ToString()), ("own-member-of", step.Number % 3 == 0 ? step.Other : ""))).Problems;
            case "add member":
                return (await router.TryAddAsync(router.Members, ("node", step.Name), ("other", step.Number == 0 ? "none" : step.Other), ("text", step.Number.ToString()))).Problems;
            case "change" when nodes.Count > 0:
                var changed = nodes[step.Number / 1000 % nodes.Count];
                return await router.Session.SetAsync(router.Nodes, [changed.Id], [new("name", step.Name), new("size", (step.Number % 1000).ToString())], default);
            case "switch" when nodes.Count > 0:
                var switched = nodes[step.Number % nodes.Count];
                return await router.Session.SetAsync(router.Nodes, [switched.Id], [new("disabled", switched.Disabled ? "no" : "yes")], default);
            case "remove" when nodes.Count > 0:
                return await router.Session.RemoveAsync(router.Nodes, [nodes[step.Number % nodes.Count].Id], default);
            case "move" when members.Count > 0:
                return await router.Session.MoveAsync(router.Members, [members[step.Number % members.Count].Id], members[0].Id, default);
            case "several":
                return await router.Router.CommitAsync("x", editor =>
                {
                    var node = editor.Add(new Node { Name = step.Name + "1", Size = step.Number + 1 });
                    editor.Add(new Member { Node = Ref<Node>.To(node), Text = "with" });
                    return [];
                });
            case "fault":
                // A driver refuses new things of one kind; what is there already, it keeps.
                router.Machine.Fault = key => step.Number switch
                {
                    1 when key.StartsWith("node a", StringComparison.Ordinal) && !router.Machine.Things.ContainsKey(key) => new RefusedException("no a"),
                    2 when key.StartsWith("member", StringComparison.Ordinal) && !router.Machine.Things.ContainsKey(key) => new RefusedException("no members"),
                    _ => null,
                };
                return [];
            default:
                return [];
        }
    }
}
