using Appliance.Engine.Access;
using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Tests.Access;

/// <summary>Everything a session can do, against everything a user may do.</summary>
public sealed class PermissionTests
{
    // Each verb, what it needs, and how it is done.
    private static readonly (string Verb, Policy Needs, Func<VaultRouter, IRouterSession, Task<IReadOnlyList<Problem>>> Do)[] s_verbs =
    [
        ("rows", Policy.Read, (router, session) => See(() => _ = session.Rows(router.Vaults))),
        ("row", Policy.Read, (router, session) => See(() => _ = session.Row(router.Vaults, new ItemId(1)))),
        ("record", Policy.None, (router, session) => See(() => _ = session.Record(router.Sign))),
        ("observed rows", Policy.Read, (router, session) => See(() => _ = session.Rows(router.Traces))),
        ("add", Policy.Write | Policy.Policy, async (router, session) => (await session.AddAsync(router.Vaults, [new("name", "new")], default, default, default)).Problems),
        ("set", Policy.Write | Policy.Policy, (router, session) => session.SetAsync(router.Vaults, [new ItemId(1)], [new("key", "k")], default)),
        ("comment", Policy.Write | Policy.Policy, (router, session) => session.SetAsync(router.Vaults, [new ItemId(1)], [new("comment", "k")], default)),
        ("disable", Policy.Write | Policy.Policy, (router, session) => session.SetAsync(router.Vaults, [new ItemId(1)], [new("disabled", "yes")], default)),
        ("set with a mistake", Policy.Write | Policy.Policy, (router, session) => session.SetAsync(router.Vaults, [], [new("key", "k")], default)),
        ("move", Policy.Write | Policy.Policy, (router, session) => session.MoveAsync(router.Vaults, [new ItemId(1)], default, default)),
        ("remove", Policy.Write | Policy.Policy, (router, session) => session.RemoveAsync(router.Vaults, [new ItemId(2)], default)),
        ("set of a record", Policy.Write, (router, session) => session.SetAsync(router.Sign, [], [new("text", "t")], default)),
        ("remove an observed row", Policy.Write, (router, session) => session.RemoveAsync(router.Traces, [router.Trace], default)),
        ("commit", Policy.Write | Policy.Policy, (_, session) => session.CommitAsync(editor => { editor.Add(new Vault { Name = "more" }); return []; }, default)),
        ("a command with needs", Policy.Test, (router, session) => Run(router, session, "knock")),
        ("a command without", Policy.Write, (router, session) => Run(router, session, "plain")),
        ("a command that changes what its user may not", Policy.Password, (router, session) => Run(router, session, "renew")),
    ];

    private static readonly Policy[] s_single = [.. Enum.GetValues<Policy>().Where(policy => policy is not (Policy.None or Policy.All))];

    public static TheoryData<string> Verbs => [.. s_verbs.Select(verb => verb.Verb)];

    [Theory, MemberData(nameof(Verbs))]
    public async Task A_verb_needs_its_policies_and_no_others(string name)
    {
        var (_, needs, act) = s_verbs.First(verb => verb.Verb == name);
        await using (var router = await VaultRouter.StartAsync()) (await act(router, router.As(needs))).ShouldBeEmpty();
        foreach (var missing in s_single.Where(policy => needs.HasFlag(policy)))
        {
            await using var router = await VaultRouter.StartAsync();
            var before = router.Router.Current.Revision;
            (await act(router, router.As(Policy.All & ~missing))).ShouldBe([Permissions.NotEnough], $"without {missing}");
            router.Router.Current.Revision.ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_change_of_rights_counts_in_sessions_that_are_open()
    {
        await using var router = await VaultRouter.StartAsync();
        var session = router.As(Policy.All);
        session.Rows(router.Vaults).Count().ShouldBe(2);
        router.Users.Rights["bob"] = Policy.Local;
        Should.Throw<NotPermittedException>(() => session.Rows(router.Vaults));
        session.Login.Policies.ShouldBe(Policy.Local);
        router.Users.Rights.Clear();
        session.Login.Policies.ShouldBe(Policy.None);
    }

    [Fact]
    public async Task A_session_never_has_more_rights_than_its_login()
    {
        await using var router = await VaultRouter.StartAsync();
        router.Users.Rights["bob"] = Policy.All;
        var script = router.Router.OpenSession(new Login("bob", Policy.Read));
        (await script.SetAsync(router.Sign, [], [new("text", "t")], default)).ShouldBe([Permissions.NotEnough]);
    }

    [Fact]
    public async Task Sessions_keep_their_rights_while_nobody_knows_the_users()
    {
        await using var router = await VaultRouter.StartAsync();
        router.Users.Rights["carol"] = Policy.Read;
        var users = router.Router.Access.Serve(router.Users);
        var session = router.Router.OpenSession(new Login("carol"));
        users.Dispose();
        session.Login.Policies.ShouldBe(Policy.Read);
        router.Router.OpenSession(new Login("anybody")).Login.Policies.ShouldBe(Policy.All);
    }

    [Fact]
    public async Task Who_may_only_write_names_items_and_does_not_see_them()
    {
        await using var router = await VaultRouter.StartAsync();
        var session = router.As(Policy.Write | Policy.Policy);
        router.Kept(session).IsNone.ShouldBeFalse();
        (await session.SetAsync(router.Vaults, [router.Kept(session)], [new("key", "k")], default)).ShouldBeEmpty();
        session.TryFind(router.Traces, "one", out _).ShouldBeTrue();
        Should.Throw<NotPermittedException>(() => router.As(Policy.Local).TryFind(router.Vaults, "kept", out _));
    }

    private static Task<IReadOnlyList<Problem>> See(Action look)
    {
        try
        {
            look();
            return Task.FromResult<IReadOnlyList<Problem>>([]);
        }
        catch (NotPermittedException denied)
        {
            return Task.FromResult<IReadOnlyList<Problem>>([new Problem(denied.Message)]);
        }
    }

    private static Task<IReadOnlyList<Problem>> Run(VaultRouter router, IRouterSession session, string command) =>
        session.RunAsync(router.Test.Commands[command], [], new SilentContext(session), default);
}
