using Appliance.Engine.Access;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Engine.Tests.Access;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Tests.History;

/// <summary>Nobody changes by undo, redo or safe mode what could not be changed by hand: "bob" may write, and not change <c>/test vault</c>.</summary>
public sealed class WayBackRightsTests
{
    private const Policy Writer = Policy.Read | Policy.Write;

    [Fact]
    public async Task Undo_and_redo_of_what_a_user_may_not_change_are_refused()
    {
        await using var router = await VaultRouter.StartAsync();
        var (admin, bob) = (Admin(router), router.As(Writer));
        await SetAsync(router, admin, "one");
        (await router.Router.History.UndoAsync(bob.Login, default)).ShouldBe(Permissions.NotEnough);
        State(router).ShouldBe("one welcome");
        (await router.Router.History.UndoAsync(admin.Login, default)).ShouldBeNull();
        (await router.Router.History.RedoAsync(bob.Login, default)).ShouldBe(Permissions.NotEnough);
        State(router).ShouldBe(" welcome");
        (await router.Router.History.RedoAsync(admin.Login, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Safe_mode_takes_back_only_what_its_holder_may_change()
    {
        await using var router = await VaultRouter.StartAsync();
        var (admin, bob) = (Admin(router), router.As(Writer));
        await bob.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await SetAsync(router, admin, "one");
        await SetAsync(router, admin, "two", "hello");
        History(router).ShouldBe(["F item changed", "U item changed", "U item changed", "U ---"]);
        (await bob.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        State(router).ShouldBe("two welcome");
        History(router).ShouldBe(["R item changed", "U item changed", "U item changed"]);
        (await router.Router.History.UndoAsync(admin.Login, default)).ShouldBeNull();
        State(router).ShouldBe("one welcome");
    }

    [Fact]
    public async Task A_router_that_goes_down_in_safe_mode_keeps_what_its_holder_may_not_change()
    {
        var store = new MemoryStore();
        await using var router = await VaultRouter.StartAsync(store);
        var (admin, bob) = (Admin(router), router.As(Writer));
        await bob.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await SetAsync(router, admin, "one", "hello");
        await using var again = await VaultRouter.StartAsync(store);
        State(again).ShouldBe("one welcome");
    }

    [Fact]
    public async Task Undo_in_somebody_elses_safe_mode_stays_undone()
    {
        await using var router = await VaultRouter.StartAsync();
        var (admin, bob) = (Admin(router), router.As(Writer));
        await SetAsync(router, admin, "one");
        await bob.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        (await router.Router.History.UndoAsync(admin.Login, default)).ShouldBeNull();
        (await bob.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        State(router).ShouldBe(" welcome");
        History(router).ShouldBe(["R item changed"]);
    }

    [Fact]
    public async Task Who_may_not_change_what_is_to_be_taken_back_does_not_unroll_another_ones_safe_mode()
    {
        await using var router = await VaultRouter.StartAsync();
        var (admin, bob) = (Admin(router), router.As(Writer));
        await admin.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await SetAsync(router, admin, "one", "hello");
        (await bob.SafeMode.TakeAsync(SafeModeTaking.Unrolling, default)).ShouldBe([Permissions.NotEnough]);
        (admin.SafeMode.IsHeld, State(router)).ShouldBe((true, "one hello"));
        (await admin.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        State(router).ShouldBe(" welcome");
    }

    [Fact]
    public async Task A_holder_who_lost_the_right_meanwhile_gets_back_what_was_done_before()
    {
        await using var router = await VaultRouter.StartAsync();
        var bob = router.As(Policy.All);
        await bob.SafeMode.TakeAsync(SafeModeTaking.WhenFree, default);
        await SetAsync(router, bob, "one");
        router.Users.Rights["bob"] = Policy.None;
        (await bob.SafeMode.UnrollAsync(default)).ShouldBeEmpty();
        router.Users.Rights["bob"] = Policy.All;
        State(router).ShouldBe(" welcome");
    }

    private static IRouterSession Admin(VaultRouter router)
    {
        router.Users.Rights["admin"] = Policy.All;
        return router.Router.OpenSession(new Login("admin"));
    }

    private static async Task SetAsync(VaultRouter router, IRouterSession by, string key, string? text = null)
    {
        (await by.SetAsync(router.Vaults, [router.Kept(by)], [new("key", key)], default)).ShouldBeEmpty();
        if (text is not null) (await by.SetAsync(router.Sign, [], [new("text", text)], default)).ShouldBeEmpty();
    }

    private static string State(VaultRouter router)
    {
        var admin = Admin(router);
        return $"{((Vault)admin.Row(router.Vaults, router.Kept(admin))!).Key} {((Sign)admin.Record(router.Sign)).Text}";
    }

    private static IEnumerable<string> History(VaultRouter router) =>
        router.Router.History.Lines.Select(line => $"{(line.Undoable ? "U" : line.Redoable ? "R" : "F")} {line.Action}");
}
