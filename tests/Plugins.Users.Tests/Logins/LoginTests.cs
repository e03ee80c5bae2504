using Appliance.Engine.Store;
using Appliance.Sdk.Access;

namespace Appliance.UsersPlugin.Tests.Logins;

public sealed class LoginTests
{
    [Fact]
    public async Task The_right_password_lets_in_and_a_failure_is_critical()
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user add name=bob group=read password=xyzzy\n/user add name=off group=full password=xyzzy disabled=yes");
        (await router.LogsInAsync("bob", "xyzzy", "10.0.0.1")).ShouldBeTrue();
        (await router.LogsInAsync("bob", "xyzz", "10.0.0.1")).ShouldBeFalse();
        (await router.LogsInAsync("off", "xyzzy", "10.0.0.2")).ShouldBeFalse();
        (await router.LogsInAsync("root", "xyzzy", "10.0.0.3", "ssh")).ShouldBeFalse();
        (await router.LogsInAsync("root", "", via: "local")).ShouldBeFalse();
        router.Log.ShouldBe(
        [
            "system,error,critical login failure for user bob from 10.0.0.1 via telnet",
            "system,error,critical login failure for user off from 10.0.0.2 via telnet",
            "system,error,critical login failure for user root from 10.0.0.3 via ssh",
            "system,error,critical login failure for user root via local",
        ]);
    }

    [Fact]
    public async Task An_empty_password_is_a_password()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.LogsInAsync("admin", "")).ShouldBeTrue();
        (await router.LogsInAsync("admin", "x")).ShouldBeFalse();
        router.Router.Access.HasPassword("admin").ShouldBeFalse();
        await router.TypeAsync("/user set admin password=x");
        router.Router.Access.HasPassword("admin").ShouldBeTrue();
        (await router.LogsInAsync("admin", "", "10.0.0.2")).ShouldBeFalse();
        await router.TypeAsync("/user set admin password=\"\"");
        (await router.LogsInAsync("admin", "", "10.0.0.3")).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_never_got_a_password_comes_in_by_the_machine_s_own_console_only()
    {
        var store = new MemoryStore();
        await using (var router = await TestRouter.StartAsync(store))
        {
            await router.TypeAsync("/user add name=bob group=full\n/user add name=carol group=full password=x\n/user set carol !password");
            foreach (var name in (string[])["bob", "carol"])
            {
                foreach (var via in (string[])["telnet", "ssh", "winbox", "web", "api", "rest", "ftp"]) (await router.LogsInAsync(name, "", via: via)).ShouldBeFalse(via);
                (await router.LogsInAsync(name, "", "", via: "local")).ShouldBeTrue();
                (await router.LogsInAsync(name, "x", "", via: "local")).ShouldBeFalse();
            }
            (await router.LogsInAsync("admin", "", "10.0.0.9")).ShouldBeTrue("the first administrator comes from the network");
            (await router.TypeAsync("/password old-password=\"\" new-password=y confirm-new-password=y", "bob")).ShouldNotContain("failure");
            await router.TypeAsync("/user set carol password=\"\"");
        }
        await using var again = await TestRouter.StartAsync(store);
        (await again.LogsInAsync("bob", "y", "10.0.0.1")).ShouldBeTrue();
        (await again.LogsInAsync("carol", "", "10.0.0.2")).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_had_an_empty_password_before_that_made_a_difference_still_has_it()
    {
        var store = new MemoryStore();
        await using (var router = await TestRouter.StartAsync(store)) await router.TypeAsync("/user add name=bob group=full password=\"\"");
        var old = new MemoryStore();
        foreach (var commit in store.Commits) await old.AppendAsync(commit with { Changes = [.. commit.Changes.Select(change => new StoredChange(Former(change.Before), Former(change.After)))] });
        await using var again = await TestRouter.StartAsync(old);
        (await again.LogsInAsync("bob", "", "10.0.0.2")).ShouldBeTrue();
        (await again.LogsInAsync("admin", "", "10.0.0.3")).ShouldBeTrue();

        static StoredItem? Former(StoredItem? item) => item is { Menu: "/user" } ? item with { Values = item.Values.Where(pair => pair.Key is not ("password" or ":form")).ToDictionary() } : item;
    }

    [Fact]
    public async Task A_user_comes_from_its_addresses_and_by_the_ways_of_its_group()
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user group add name=kiosk policy=local,read\n/user add name=bob group=kiosk\n/user add name=net group=read password=\"\" address=10.1.0.0/16,192.168.7.7");
        (await router.LogsInAsync("bob", "", "10.0.0.1")).ShouldBeFalse();
        (await router.LogsInAsync("bob", "", via: "local")).ShouldBeTrue();
        (await router.LogsInAsync("net", "", "10.1.200.1")).ShouldBeTrue();
        (await router.LogsInAsync("net", "", "192.168.7.7")).ShouldBeTrue();
        (await router.LogsInAsync("net", "", "192.168.7.8")).ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_show_in_user_active_and_the_last_one_is_remembered_over_a_restart()
    {
        var store = new MemoryStore();
        await using var router = await TestRouter.StartAsync(store);
        using (router.Router.Access.Enter(new Login("admin", Via: "telnet", From: "10.0.0.1"), isLogged: true))
        {
            var row = (await router.TypeAsync("/user active print")).Split('\n')[3];
            row.ShouldStartWith(" 0    ");
            row.ShouldEndWith("admin                        10.0.0.1        telnet");
        }
        (await router.TypeAsync("/user active print")).Split('\n').Length.ShouldBe(4);
        router.Log.ShouldBe(["system,info,account user admin logged in from 10.0.0.1 via telnet", "system,info,account user admin logged out from 10.0.0.1 via telnet"]);
        // Leaving waits until what was noticed is written.
        await router.DetachAsync();
        await router.AttachAsync(new UsersPlugin());
        (await router.TypeAsync("/user print detail")).ShouldMatch("last-logged-in=[a-z]{3}/[0-9]{2}/[0-9]{4} [0-9:]{8}");
    }

    [Fact]
    public async Task Without_the_plugin_the_owner_of_the_machine_still_gets_in()
    {
        await using var router = await TestRouter.StartAsync(withUsers: false);
        router.Router.Access.Trust("admin", "local").ShouldNotBeNull();
        (await router.TypeAsync("/tunnel add secret=x\n/tunnel print")).ShouldContain("tunnel1");
        (await router.LogsInAsync("admin", "", "10.0.0.1")).ShouldBeFalse();
    }
}
