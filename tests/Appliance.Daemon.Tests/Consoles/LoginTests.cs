using System.Diagnostics;

namespace Appliance.Daemon.Tests.Consoles;

public sealed class LoginTests
{
    private const string Refused = "Login failed, incorrect username or password";

    [Fact]
    public async Task A_person_is_asked_for_name_and_password()
    {
        await using var router = await ConsoleRouter.StartAsync("/user add name=bob group=read password=xyzzy");
        await using var person = await router.ConnectAsync("");
        await person.SeesAsync("MikroTik Login: ");
        await person.TypesAsync("bob");
        await person.SeesAsync("Password: ");
        await person.TypesAsync("xyzzy");
        await person.SeesAsync("[bob@MikroTik] > ");
        person.Seen.ShouldNotContain("xyzzy");
        await person.TypesAsync("/user active print");
        await person.SeesAsync("bob ");
        await person.TypesAsync("/quit");
        (await person.LeavesAsync()).Failed.ShouldBeFalse();
        router.Log.ShouldBe(["system,info,account user bob logged in via local", "system,info,account user bob logged out via local"]);
        router.Router.Access.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_refused_logged_and_asked_for_again_slower_each_time()
    {
        await using var router = await ConsoleRouter.StartAsync("/user add name=bob group=read password=xyzzy");
        await using var person = await router.ConnectAsync("");
        var clock = new Stopwatch();
        // The fourth answer comes a second after the third question was answered, or later.
        foreach (var (user, password) in new[] { ("bob", "guess"), ("nobody", "xyzzy"), ("bob", ""), ("bob", "xyzzy ") })
        {
            await person.SeesAsync("MikroTik Login: ");
            await person.TypesAsync(user);
            await person.SeesAsync("Password: ");
            if (password.Length == 0) clock.Start();
            await person.TypesAsync(password);
            await person.SeesAsync(Refused);
        }
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        router.Log.ShouldBe(
        [
            "system,error,critical login failure for user bob via local", "system,error,critical login failure for user nobody via local",
            "system,error,critical login failure for user bob via local", "system,error,critical login failure for user bob via local",
        ]);
        await person.SeesAsync("MikroTik Login: ");
        await person.TypesAsync("bob");
        await person.SeesAsync("Password: ");
        await person.TypesAsync("xyzzy");
        await person.SeesAsync("[bob@MikroTik] > ");
    }

    [Fact]
    public async Task After_five_failures_the_session_ends()
    {
        await using var router = await ConsoleRouter.StartAsync();
        await using var person = await router.ConnectAsync("");
        for (var i = 0; i < 5; i++)
        {
            await person.TypesAsync("root");
            await person.TypesAsync("toor");
        }
        (await person.LeavesAsync()).Failed.ShouldBeTrue();
        router.Log.Count().ShouldBe(5);
    }

    [Fact]
    public async Task Who_owns_the_socket_names_a_user_and_is_asked_only_for_a_password_that_is_set()
    {
        await using var router = await ConsoleRouter.StartAsync("/user add name=bob group=read password=xyzzy");
        await using var admin = await router.ConnectAsync("admin");
        await admin.SeesAsync("[admin@MikroTik] > ");
        admin.Seen.ShouldNotContain("Password");
        await using var bob = await router.ConnectAsync("bob");
        await bob.SeesAsync("Password: ");
        await bob.TypesAsync("guess");
        await bob.SeesAsync(Refused);
        await bob.SeesAsync("Password: ");
        await bob.TypesAsync("xyzzy");
        await bob.SeesAsync("[bob@MikroTik] > ");
    }

    [Fact]
    public async Task A_script_of_who_owns_the_socket_needs_no_password()
    {
        await using var router = await ConsoleRouter.StartAsync("/user add name=bob group=read password=xyzzy");
        await using var bob = await router.ConnectAsync("bob", interactive: false);
        await bob.TypesAsync("/user add name=eve group=full\n/quit\n");
        (await bob.LeavesAsync()).Failed.ShouldBeTrue();
        bob.Seen.ShouldContain("not enough permissions (9)");
        router.Log.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nobody", true)]
    [InlineData("nobody", false)]
    [InlineData("off", true)]
    [InlineData("off", false)]
    [InlineData("remote", true)]
    [InlineData("remote", false)]
    public async Task Users_that_are_not_there_or_disabled_or_may_not_come_this_way_are_refused(string user, bool interactive)
    {
        await using var router = await ConsoleRouter.StartAsync(
            "/user add name=off group=full disabled=yes\n/user group add name=remote policy=read,telnet\n/user add name=remote group=remote");
        await using var person = await router.ConnectAsync(user, interactive);
        (await person.LeavesAsync()).Failed.ShouldBeTrue();
        person.Seen.Trim().ShouldBe(Refused);
        router.Log.ShouldBe([$"system,error,critical login failure for user {user} via local"]);
    }

    [Fact]
    public async Task A_name_may_tell_the_size_of_the_terminal()
    {
        await using var router = await ConsoleRouter.StartAsync();
        await using var person = await router.ConnectAsync("admin+cte40w10h");
        await person.SeesAsync("[admin@MikroTik] > ");
        await person.TypesAsync("/user print");
        await person.SeesAsync(" #   NAME    GROUP    ADDRESS");
    }

    [Fact]
    public async Task Without_the_plugin_that_knows_users_who_owns_the_machine_gets_in()
    {
        await using var router = await ConsoleRouter.StartAsync("/user set admin password=forgotten");
        await router.Router.DetachAsync("Users", default);
        await using var named = await router.ConnectAsync("admin");
        await named.SeesAsync("[admin@MikroTik] > ");
        await using var asked = await router.ConnectAsync("");
        await asked.SeesAsync("MikroTik Login: ");
        await asked.TypesAsync("admin");
        await asked.SeesAsync("Password: ");
        await asked.TypesAsync("whatever");
        await asked.SeesAsync("[admin@MikroTik] > ");
    }
}
