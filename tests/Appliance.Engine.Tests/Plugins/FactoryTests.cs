using Appliance.Engine.Store;
using Appliance.Engine.Tests.Access;
using Appliance.Sdk.Access;

namespace Appliance.Engine.Tests.Plugins;

public sealed class FactoryTests
{
    [Fact]
    public async Task A_fresh_configuration_has_the_factory_items_and_removed_ones_do_not_come_back()
    {
        var store = new MemoryStore();
        await using (var router = await VaultRouter.StartAsync(store))
        {
            router.Names(router.Vaults).ShouldBe(["kept", "given"]);
            var session = router.As(Policy.All);
            session.TryFind(router.Vaults, "given", out var given);
            (await session.RemoveAsync(router.Vaults, [given], default)).ShouldBeEmpty();
        }
        await using (var router = await VaultRouter.StartAsync(store))
        {
            router.Names(router.Vaults).ShouldBe(["kept"]);
            var session = router.As(Policy.All);
            (await session.SetAsync(router.Vaults, [router.Kept(session)], [new("name", "mine")], default)).ShouldBeEmpty();
            session.TryFind(router.Vaults, "mine", out var mine);
            (await session.RemoveAsync(router.Vaults, [mine], default)).ShouldBeEmpty();
        }
        await using var empty = await VaultRouter.StartAsync(store);
        empty.Names(empty.Vaults).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plugin_that_comes_back_brings_its_factory_items_once()
    {
        await using var router = await VaultRouter.StartAsync();
        await router.Router.DetachAsync("vault", default);
        await router.Router.AttachAsync("vault", new VaultPlugin(), _ => { }, default);
        router.Names(router.Vaults).ShouldBe(["kept", "given"]);
    }

    [Fact]
    public async Task An_entry_can_refuse_its_removal()
    {
        await using var router = await VaultRouter.StartAsync();
        var session = router.As(Policy.All);
        (await session.RemoveAsync(router.Vaults, [router.Kept(session)], default)).Select(problem => problem.Sentence).ShouldBe(["failure: kept is kept"]);
        router.Names(router.Vaults).ShouldContain("kept");
    }
}
