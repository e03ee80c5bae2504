using Appliance.Engine.Tests.Machine;

namespace Appliance.Engine.Tests.Plugins;

public sealed class AttachmentTests
{
    [Fact]
    public async Task Without_its_plugin_a_menu_does_not_exist_and_its_configuration_sleeps()
    {
        await using var router = await TestRouter.StartAsync();
        await router.AddAsync(router.Nodes, ("name", "a"), ("comment", "first"));
        await router.AddAsync(router.Members, ("node", "a"));
        var (tree, machine) = (router.Tree(), router.MachineText());
        await router.Router.DetachAsync("test", default);
        router.Router.Root.Children.ShouldBeEmpty();
        router.Machine.Things.Keys.ShouldBe(["motto"]);
        await router.AttachAsync();
        router.Tree().ShouldBe(tree);
        router.MachineText().ShouldBe(machine);
        (await router.AddAsync(router.Nodes)).ToString().ShouldBe("*2");
    }

    [Fact]
    public async Task A_restart_gives_the_same_tree_and_machine()
    {
        var store = new Appliance.Engine.Store.MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        await router.AddAsync(router.Nodes, ("name", "a b \"c\""), ("size", "7"), ("disabled", "yes"));
        await router.AddAsync(router.Nodes, ("name", "z"), ("own-member-of", "z"));
        await router.SetAsync(router.Settings, default, ("limit", "64"));
        await using var again = await TestRouter.StartAsync(store);
        again.Tree().ShouldBe(router.Tree());
        again.MachineText().ShouldBe(router.MachineText());
        ((TestSettings)again.Session.Record(again.Settings)).Limit.ShouldBe(64);
    }
}
