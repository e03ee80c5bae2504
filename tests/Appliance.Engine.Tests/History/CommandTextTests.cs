using Appliance.Engine.Tests.Machine;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.History;

public sealed class CommandTextTests
{
    [Fact]
    public async Task Undo_and_redo_are_shown_as_the_commands_that_do_it()
    {
        await using var router = await TestRouter.StartAsync();
        var node = await router.AddAsync(router.Nodes, ("name", "my node"), ("comment", "costs 5$"));
        var first = await router.AddAsync(router.Members, ("node", "my node"));
        var second = await router.AddAsync(router.Members, ("node", "my node"), ("other", "my node"), ("disabled", "yes"));
        await router.Session.MoveAsync(router.Members, [second], first, default);
        await router.SetAsync(router.Members, second, ("other", "none"), ("comment", "x"), ("disabled", "no"));
        await router.SetAsync(router.Settings, default, ("motto", "go"), ("limit", "9"), ("secret", "hunter2"));
        await router.RemoveAsync(router.Members, second);
        router.Router.History.Lines.Reverse().Select(line => $"{line.Redo} | {line.Undo}").ShouldBe(
        [
            """/test node add name="my node" comment="costs 5\$" | /test node remove *1""",
            """/test member add node="my node" | /test member remove *1""",
            """/test member add node="my node" other="my node" disabled=yes | /test member remove *2""",
            "/test member move *2 *1 | /test member move *2",
            """/test member set *2 other=none comment=x disabled=no | /test member set *2 other="my node" comment="" disabled=yes""",
            """/test settings set motto=go limit=9 secret=***** | /test settings set motto="none yet" limit=unlimited secret=*****""",
            """/test member remove *2 | /test member add node="my node" comment=x place-before=*1""",
        ]);
        await router.RemoveAsync(router.Nodes, node);
        router.Router.History.Lines[1].Undo.ShouldBe("/test member add node=*1 comment=x place-before=*1");
    }

    [Fact]
    public async Task Only_those_that_changed_their_place_are_moved_when_all_got_new_places()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"));
        var ids = new List<ItemId>();
        for (var i = 0; i < 4; i++) ids.Add(await router.AddAsync(router.Members, ("node", "a")));
        for (var i = 0; i < 40; i++) await router.Session.MoveAsync(router.Members, [ids[i % 2]], ids[2], default);
        router.Router.History.Lines.Take(40).ShouldAllBe(line => line.Redo.StartsWith("/test member move ") && !line.Redo.Contains(';'));
        router.Router.History.Lines.Take(40).ShouldAllBe(line => line.Undo.StartsWith("/test member move ") && !line.Undo.Contains(';'));
    }
}
