using Appliance.Engine.Schema;
using Appliance.Engine.Sessions;
using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;

namespace Appliance.Engine.Tests.Access;

public sealed class SecretTests
{
    private const Policy NoSecrets = Policy.All & ~Policy.Sensitive;

    [Theory, InlineData(ValueStyle.Console), InlineData(ValueStyle.Api)]
    public async Task A_sensitive_value_is_masked_for_who_lacks_the_policy(ValueStyle style)
    {
        await using var router = await VaultRouter.StartAsync();
        var session = router.As(NoSecrets);
        (await session.SetAsync(router.Vaults, [router.Kept(session)], [new("key", "xyzzy"), new("number", "42")], default)).ShouldBeEmpty();
        Texts(router, session, style).ShouldBe("name=kept key=***** number=*****");
        Texts(router, router.As(Policy.All), style).ShouldBe("name=kept key=xyzzy number=42");
    }

    [Fact]
    public async Task An_unset_sensitive_value_looks_like_any_other()
    {
        await using var router = await VaultRouter.StartAsync();
        Texts(router, router.As(NoSecrets), ValueStyle.Console).ShouldBe("name=kept key=***** number=*****");
    }

    [Fact]
    public async Task A_write_only_value_is_prepared_stored_and_shown_to_nobody()
    {
        var store = new MemoryStore();
        await using (var router = await VaultRouter.StartAsync(store))
        {
            var session = router.As(Policy.All);
            (await session.SetAsync(router.Vaults, [router.Kept(session)], [new("pin", "1234")], default)).ShouldBeEmpty();
            router.Vaults.Schema!.Properties.ShouldNotContain(property => property.Name == "pin");
            var kept = session.Row(router.Vaults, router.Kept(session))!;
            router.Vaults.Schema.Property("pin")!.Text(kept, session.Config, ValueStyle.Console).ShouldBe("*****");
            ((Vault)kept).StoredPin.ShouldBe("~4321");
        }
        await using var again = await VaultRouter.StartAsync(store);
        again.As(Policy.All).Rows(again.Vaults).Cast<Vault>().First().StoredPin.ShouldBe("~4321");
    }

    [Fact]
    public async Task Typed_text_that_looks_prepared_is_prepared_all_the_same()
    {
        await using var router = await VaultRouter.StartAsync();
        var session = router.As(Policy.All);
        (await session.SetAsync(router.Vaults, [router.Kept(session)], [new("pin", "~4321")], default)).ShouldBeEmpty();
        session.Rows(router.Vaults).Cast<Vault>().First().StoredPin.ShouldBe("~1234~");
    }

    private static string Texts(VaultRouter router, IRouterSession session, ValueStyle style)
    {
        Entry kept = session.Row(router.Vaults, router.Kept(session))!;
        return string.Join(' ', router.Vaults.Schema!.Properties.Select(property => $"{property.Name}={property.Text(kept, session.Config, style)}"));
    }
}
