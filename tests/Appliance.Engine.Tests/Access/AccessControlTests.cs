using Appliance.Engine.Store;
using Appliance.Sdk.Access;
using Appliance.Sdk.Values;
using Microsoft.Extensions.Logging.Abstractions;

namespace Appliance.Engine.Tests.Access;

public sealed class AccessControlTests : IAsyncDisposable
{
    private readonly HastyTime _time = new();
    private readonly SampleUsers _users = new();
    private readonly Router _router;

    public AccessControlTests()
    {
        _router = new Router(new MemoryStore(), null, NullLoggerFactory.Instance, _time);
        _users.Rights["bob"] = Policy.Local | Policy.Telnet;
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Whoever_knows_the_password_comes_in_by_the_ways_that_are_allowed()
    {
        _router.Access.Serve(_users);
        (await LogInAsync("bob", "bob", "telnet", "10.0.0.1")).ShouldBe(new Login("bob", Policy.All, "telnet", "10.0.0.1"));
        (await LogInAsync("bob", "bob", "ssh", "10.0.0.1")).ShouldBeNull();
        (await LogInAsync("bob", "bab", "telnet", "10.0.0.1")).ShouldBeNull();
        (await LogInAsync("eve", "eve", "telnet", "10.0.0.1")).ShouldBeNull();
    }

    [Fact]
    public async Task Every_attempt_is_checked_so_that_nothing_can_be_told_from_the_time_it_takes()
    {
        _router.Access.Serve(_users);
        await LogInAsync("eve", "x", "telnet", "10.0.0.1");
        await LogInAsync("bob", "x", "ssh", "10.0.0.1");
        _users.Checks.ShouldBe(2);
    }

    [Fact]
    public async Task A_user_comes_in_from_its_networks_only()
    {
        Ip4Prefix.TryParse("10.0.0.0/8", out var network);
        _users.From = [network];
        _router.Access.Serve(_users);
        (await LogInAsync("bob", "bob", "telnet", "10.200.0.1")).ShouldNotBeNull();
        (await LogInAsync("bob", "bob", "telnet", "192.168.1.1")).ShouldBeNull();
        (await LogInAsync("bob", "bob", "telnet", "nonsense")).ShouldBeNull();
        (await LogInAsync("bob", "bob", "local", "")).ShouldNotBeNull();
    }

    [Fact]
    public async Task While_nobody_knows_the_users_only_the_owner_of_the_machine_comes_in()
    {
        (await LogInAsync("bob", "bob", "telnet", "10.0.0.1")).ShouldBeNull();
        _router.Access.Trust("anybody", "local").ShouldBe(new Login("anybody"));
        var serving = _router.Access.Serve(_users);
        _router.Access.Trust("anybody", "local").ShouldBeNull();
        _router.Access.Trust("bob", "local").ShouldNotBeNull();
        serving.Dispose();
        _router.Access.Trust("anybody", "local").ShouldNotBeNull();
    }

    [Fact]
    public void Sessions_are_listed_from_their_beginning_to_their_end()
    {
        var entered = new List<string>();
        _router.Access.Entered += session => entered.Add(session.Login.User);
        var first = _router.Access.Enter(new Login("bob"), true);
        using var second = _router.Access.Enter(new Login("carol", Via: "telnet", From: "10.0.0.2"), true);
        _router.Access.Active.Select(session => (session.Number, session.Login.User, session.Login.From)).ShouldBe([(1, "bob", ""), (2, "carol", "10.0.0.2")]);
        first.Dispose();
        first.Dispose();
        _router.Access.Active.Select(session => session.Login.User).ShouldBe(["carol"]);
        entered.ShouldBe(["bob", "carol"]);
    }

    [Fact]
    public void An_attempt_does_not_tell_its_password() => new LoginAttempt("bob", "hunter2", "api").ToString().ShouldNotContain("hunter2");

    private Task<Login?> LogInAsync(string user, string name, string via, string from) =>
        _router.Access.LogInAsync(new LoginAttempt(user, string.Concat(name.Reverse()), via, from), default);
}
