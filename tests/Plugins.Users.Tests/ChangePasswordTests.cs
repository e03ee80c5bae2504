namespace Appliance.UsersPlugin.Tests;

public sealed class ChangePasswordTests
{
    [Fact]
    public async Task Users_change_their_own_password_without_the_right_to_write()
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user add name=bob group=read password=old");
        (await router.TypeAsync("/password\nold\nnew one\nnew one", "bob")).ShouldBe(
            """
            [bob@MikroTik] > /password
            old password: 
            new password: 
            retype new password: 

            """);
        (await router.LogsInAsync("bob", "new one")).ShouldBeTrue();
        (await router.LogsInAsync("bob", "old")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("old-password=x new-password=a confirm-new-password=a", "failure: incorrect old password")]
    [InlineData("old-password=old new-password=a confirm-new-password=b", "failure: passwords do not match")]
    [InlineData("", "action cancelled")]
    public async Task A_mistake_changes_nothing(string arguments, string sentence)
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user add name=bob group=read password=old");
        (await router.TypeAsync("/password " + arguments, "bob")).TrimEnd().ShouldEndWith(sentence);
        (await router.LogsInAsync("bob", "old")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_user_without_the_policy_cannot()
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/user group add name=kiosk policy=local,read\n/user add name=bob group=kiosk");
        (await router.TypeAsync("/password new-password=a", "bob")).ShouldContain("not enough permissions (9)");
    }
}
