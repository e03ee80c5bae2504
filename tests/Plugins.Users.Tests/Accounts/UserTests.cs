using Appliance.Engine.Store;
using Appliance.UsersPlugin.Accounts;

namespace Appliance.UsersPlugin.Tests.Accounts;

public sealed class UserTests
{
    private const string LastFull = "failure: can not remove, disable or demote the last user with full rights";

    [Fact]
    public async Task A_fresh_router_has_one_user()
    {
        await using var router = await TestRouter.StartAsync();
        (await router.TypeAsync("/user print")).ShouldBe(
            """
            [admin@MikroTik] > /user print
            Flags: X - disabled
             #   NAME                        GROUP                        ADDRESS
             0   ;;; system default user
                 admin                       full                         0.0.0.0/0

            """);
    }

    [Theory]
    [InlineData("/user remove admin")]
    [InlineData("/user disable admin")]
    [InlineData("/user set admin disabled=yes")]
    [InlineData("/user set admin group=read")]
    [InlineData("/user remove [find]")]
    [InlineData("/user group set full policy=read,write")]
    public async Task The_last_user_with_full_rights_stays(string command)
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user add name=bob group=write\n/user add name=off group=full disabled=yes");
        (await router.TypeAsync(command)).ShouldContain(LastFull);
        (await router.TypeAsync(":put [/user get admin group]\n:put [:len [/user find]]")).ShouldContain("full\n[admin@MikroTik] > :put [:len [/user find]]\n3");
    }

    [Fact]
    public async Task Admin_can_go_when_somebody_else_has_full_rights_and_does_not_come_back()
    {
        var store = new MemoryStore();
        await using (var router = await TestRouter.StartAsync(store))
        {
            (await router.TypeAsync("/user add name=root group=full\n/user remove admin")).ShouldNotContain("failure");
        }
        await using var again = await TestRouter.StartAsync(store);
        (await again.TypeAsync(":put [/user get [find] name]", "root")).ShouldContain("\nroot\n");
    }

    [Theory]
    [InlineData("name=admin group=full", "failure: user with the same name already exists")]
    [InlineData("name=bob", "missing value(s) of argument(s) group")]
    [InlineData("name=bob group=nobody", "input does not match any value of group")]
    [InlineData("name=bob group=full address=somewhere", "invalid value of address, ip prefix required")]
    [InlineData("name=a+b group=full", "failure: name contains + or control characters")]
    [InlineData("group=full", "failure: name is empty")]
    public async Task A_mistake_gets_its_sentence(string values, string sentence)
    {
        await using var router = await TestRouter.StartAsync();
        (await router.TypeAsync("/user add " + values)).Split('\n')[1].ShouldBe(sentence);
    }

    [Fact]
    public async Task A_password_is_stored_as_a_hash_and_shown_to_nobody()
    {
        var store = new MemoryStore();
        await using (var router = await TestRouter.StartAsync(store))
        {
            var screen = await router.TypeAsync(
                """
                /user add name=bob group=full password=xyzzy
                /user print detail
                /user print terse
                /user print value-list
                /user print as-value
                :put [/user get bob]
                :put [/user get bob password]
                :put [/user find password=xyzzy]
                /user print proplist=name,password
                """);
            screen[screen.IndexOf('\n')..].Replace("password=xyzzy", "").ShouldNotContain("xyzzy");
            screen.ShouldNotContain("pbkdf2");
            (await router.LogsInAsync("bob", "xyzzy")).ShouldBeTrue();
            router.Log.ShouldNotContain(line => line.Contains("xyzzy"));
        }
        var bob = store.Load().Items.Single(item => item.Menu == "/user" && item.Values["name"] == "bob");
        bob.Values["password"].ShouldStartWith("pbkdf2-sha256$600000$");
        PasswordHash.TryParse(bob.Values["password"], out var hash).ShouldBeTrue();
        hash.Matches("xyzzy").ShouldBeTrue();
        hash.Matches("xyzzY").ShouldBeFalse();
        PasswordHash.Of("xyzzy").ShouldNotBe(hash, "each has a salt of its own");
    }

    [Theory]
    [InlineData("pbkdf2-sha256$600000$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$0$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("pbkdf2-sha256$99999999$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("secret")]
    [InlineData("$$$")]
    public void What_is_no_hash_is_not_read(string stored) => PasswordHash.TryParse(stored, out _).ShouldBeFalse();
}
