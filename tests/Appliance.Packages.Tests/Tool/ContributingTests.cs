namespace Appliance.Packages.Tests.Tool;

public class ContributingTests
{
    [Theory]
    [InlineData("Greeting.cs")]
    [InlineData("GreetingPlugin.cs")]
    [InlineData("package.json")]
    public void What_newcomers_read_is_what_the_tests_use(string file)
    {
        var shown = File.ReadAllText(Path.Combine(Samples.Folder, "../../CONTRIBUTING.md"));
        shown.ShouldContain($"\n{File.ReadAllText(Path.Combine(Samples.Folder, "Greeting", file))}```");
    }
}
