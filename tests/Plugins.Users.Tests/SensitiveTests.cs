namespace Appliance.UsersPlugin.Tests;

/// <summary>What a user without the policy <c>sensitive</c> gets to see of a key.</summary>
public sealed class SensitiveTests
{
    [Theory]
    [InlineData("/tunnel print", "*****")]
    [InlineData("/tunnel print detail", "secret=\"*****\"")]
    [InlineData("/tunnel print terse", "secret=*****")]
    [InlineData("/tunnel print value-list", "secret: \"*****\"")]
    [InlineData("/tunnel print proplist=secret", "*****")]
    [InlineData(":put [/tunnel print as-value]", "secret=*****")]
    [InlineData(":put [/tunnel get 0 secret]", "\n*****\n")]
    [InlineData(":put [/tunnel get 0]", "secret=*****")]
    [InlineData(":put (\"found \" . [:len [/tunnel find secret=xyzzy]])", "found 0")]
    [InlineData(":put (\"found \" . [:len [/tunnel find secret~\"^x\"]])", "found 0")]
    [InlineData(":put (\"found \" . [:len [/tunnel find where secret>\"a\"]])", "found 0")]
    [InlineData(":foreach i in=[/tunnel find] do={:put [/tunnel get $i secret]}", "\n*****\n")]
    public async Task A_secret_is_masked_in_every_form(string command, string shown)
    {
        await using var router = await TestRouter.StartAsync();
        await router.TypeAsync("/tunnel add secret=xyzzy\n/user add name=bob group=read");
        var typed = await router.TypeAsync(command, "bob");
        var screen = typed[typed.IndexOf('\n')..];
        screen.ShouldContain(shown);
        screen.ShouldNotContain("xyzzy");
        (await router.TypeAsync(command.Replace("=xyzzy", "=hidden"))).ShouldSatisfyAllConditions(full => full.ShouldNotContain("*****"));
    }
}
