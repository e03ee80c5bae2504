using System.Collections.Concurrent;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Concurrency;

/// <summary>One of many sessions that do whatever comes to mind, to the same few items.</summary>
/// <param name="router">Where.</param>
/// <param name="shared">What all sessions have in common.</param>
/// <param name="seed">Of what it does.</param>
/// <param name="look">Checks what everybody sees; done now and then.</param>
internal sealed class RandomEditor(TestRouter router, RandomEditor.Playground shared, int seed, Func<Task> look)
{
    private static readonly ItemId s_nobody = new(4_000_000);

    private static readonly string[] s_expected =
    [
        "no such item", "failure: already have item with such name", "input does not match any value of node", "input does not match any value of other",
        "input does not match any value of copy-from", "can not change dynamic item", "can not remove dynamic item", "can not move dynamic item", "failure: refused here",
    ];

    private readonly Random _random = new(seed);
    private readonly IRouterSession _session = router.Router.OpenSession(new Login($"editor{seed}"));
    private ItemId _own;
    private int _written;

    /// <summary>Commits that changed something.</summary>
    public int Done { get; private set; }

    /// <summary>Where the sessions meet.</summary>
    internal sealed class Playground
    {
        public ItemId[] Nodes { get; } = new ItemId[48];
        public ItemId[] Members { get; } = new ItemId[256];
        public ConcurrentDictionary<ItemId, byte> GivenNodes { get; } = new();
        public ConcurrentDictionary<ItemId, byte> GivenMembers { get; } = new();

        /// <summary>Increments of the shared counter that were acknowledged.</summary>
        public int Counted;
    }

    public async Task RunAsync(int edits)
    {
        var (id, problems) = await _session.AddAsync(router.Nodes, [new("name", $"own-{seed}"), new("comment", "0")], default, default, default);
        problems.ShouldBeEmpty();
        _own = id;
        shared.GivenNodes.TryAdd(id, 0).ShouldBeTrue();
        for (var i = 0; i < edits; i++)
        {
            problems = await EditAsync(_random.Next(100));
            foreach (var problem in problems) s_expected.ShouldContain(problem.Sentence);
            if (problems.Count == 0) Done++;
            if (i % 100 == 0) await look();
        }
    }

    private Task<IReadOnlyList<Problem>> EditAsync(int dice) => dice switch
    {
        < 12 => AddNodeAsync(),
        < 32 => AddMemberAsync(),
        < 44 => SetAsync(router.Nodes, Any(shared.Nodes), new Assignment("size", _random.Next(1, 100).ToString())),
        < 50 => SetAsync(router.Nodes, Any(shared.Nodes), new Assignment("name", Name())),
        < 56 => SetAsync(router.Nodes, Any(shared.Nodes), new Assignment("disabled", _random.Next(2) == 0 ? "no" : "yes")),
        < 60 => SetAsync(router.Nodes, Any(shared.Nodes), new Assignment("own-member-of", _random.Next(2) == 0 ? "" : Name())),
        < 66 => SetAsync(router.Members, Any(shared.Members), new Assignment("node", Name()), new Assignment("other", _random.Next(3) == 0 ? "none" : Name())),
        < 72 => SetAsync(router.Members, Any(shared.Members), new Assignment("text", $"t{_random.Next(50)}"), new Assignment("disabled", _random.Next(4) == 0 ? "yes" : "no")),
        < 77 => _session.RemoveAsync(router.Nodes, [Any(shared.Nodes, take: true)], default),
        < 88 => _session.RemoveAsync(router.Members, [.. new[] { Any(shared.Members, take: true), Any(shared.Members, take: true) }.Distinct()], default),
        < 93 => _session.MoveAsync(router.Members, [Any(shared.Members)], _random.Next(4) == 0 ? ItemId.None : Any(shared.Members), default),
        < 97 => WriteAndReadBackAsync(),
        < 99 => CountAsync(),
        _ => SetAsync(router.Settings, ItemId.None, new Assignment("motto", $"motto {_random.Next(10)}")),
    };

    private async Task<IReadOnlyList<Problem>> AddNodeAsync()
    {
        // One in ten is something that the machine does not take: the commit must leave no trace.
        var name = _random.Next(10) == 0 ? "refused" : Name();
        var (id, problems) = await _session.AddAsync(router.Nodes, [new("name", name), new("own-member-of", _random.Next(6) == 0 ? Name() : "")], default, default, default);
        if (problems.Count > 0) return problems;
        shared.GivenNodes.TryAdd(id, 0).ShouldBeTrue($"node {id} was given twice");
        shared.Nodes[_random.Next(shared.Nodes.Length)] = id;
        return problems;
    }

    private async Task<IReadOnlyList<Problem>> AddMemberAsync()
    {
        var place = _random.Next(4) == 0 ? Any(shared.Members) : ItemId.None;
        var (id, problems) = await _session.AddAsync(router.Members, [new("node", Name()), new("text", $"t{_random.Next(50)}")], default, place, default);
        if (problems.Count > 0) return problems;
        shared.GivenMembers.TryAdd(id, 0).ShouldBeTrue($"member {id} was given twice");
        var slot = _random.Next(shared.Members.Length);
        var pushed = shared.Members[slot];
        shared.Members[slot] = id;
        if (!pushed.IsNone) await _session.RemoveAsync(router.Members, [pushed], default);
        return problems;
    }

    /// <summary>What a session was told is done, it sees.</summary>
    private async Task<IReadOnlyList<Problem>> WriteAndReadBackAsync()
    {
        var problems = await SetAsync(router.Nodes, _own, new Assignment("comment", (++_written).ToString()));
        problems.ShouldBeEmpty();
        _session.Row(router.Nodes, _own)!.Comment.ShouldBe(_written.ToString());
        return problems;
    }

    /// <summary>Reads and writes in one commit: no count may get lost.</summary>
    private async Task<IReadOnlyList<Problem>> CountAsync()
    {
        var problems = await _session.CommitAsync(
            editor =>
            {
                var counter = editor.Find<Node>("counter")!;
                editor.Set(counter with { Comment = (int.Parse(counter.Comment) + 1).ToString() });
                return [];
            },
            default);
        if (problems.Count == 0) Interlocked.Increment(ref shared.Counted);
        return problems;
    }

    private Task<IReadOnlyList<Problem>> SetAsync(MenuNode menu, ItemId id, params Assignment[] values) => _session.SetAsync(menu, id.IsNone ? [] : [id], values, default);

    /// <summary>The number of an item that somebody may just have removed.</summary>
    private ItemId Any(ItemId[] ids, bool take = false)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            var slot = _random.Next(ids.Length);
            if (ids[slot] is not { IsNone: false } id) continue;
            if (take) ids[slot] = ItemId.None;
            return id;
        }
        return s_nobody;
    }

    private string Name() => $"n{_random.Next(10, 90)}";
}
