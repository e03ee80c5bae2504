using Appliance.Console.Logins;

namespace Appliance.Console.Tests.Logins;

public sealed class LoginNameTests
{
    [Theory]
    [InlineData("admin", "admin", null, null)]
    [InlineData("admin+c", "admin", null, null)]
    [InlineData("admin+ct80w", "admin", 80, null)]
    [InlineData("admin+ct511w4098h", "admin", 511, 4098)]
    [InlineData("admin+cte999w255h", "admin", 999, 255)]
    [InlineData("admin+", "admin", null, null)]
    [InlineData("admin+0w99999999999h", "admin", null, null)]
    [InlineData("admin+80", "admin+80", null, null)]
    [InlineData("a+b+c", "a+b+c", null, null)]
    [InlineData("admin+CT", "admin+CT", null, null)]
    [InlineData("", "", null, null)]
    [InlineData("+ct", "+ct", null, null)]
    public void Options_follow_the_name(string typed, string name, int? width, int? height) => LoginName.Parse(typed).ShouldBe(new LoginName(name, width, height));
}
