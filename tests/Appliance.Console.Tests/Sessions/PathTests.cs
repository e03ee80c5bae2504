namespace Appliance.Console.Tests.Sessions;

public sealed class PathTests
{
    private readonly Typed _typed = new();

    [Theory]
    [InlineData("[admin@MikroTik] /xen> ", "/xen")]
    [InlineData("[admin@MikroTik] /xen interface> ", "/xen interface")]
    [InlineData("[admin@MikroTik] /xen interface> ", "xen/interface")]
    [InlineData("[admin@MikroTik] /xen interface> ", "/xen/int/")]
    [InlineData("[admin@MikroTik] /xen interface> ", "xen", "interface")]
    [InlineData("[admin@MikroTik] /system identity> ", "/xen interface", "/sys ide")]
    [InlineData("[admin@MikroTik] /system identity> ", "/ system identity")]
    [InlineData("[admin@MikroTik] /xen> ", "/xen interface", "..")]
    [InlineData("[admin@MikroTik] > ", "/xen interface", ".. ..")]
    [InlineData("[admin@MikroTik] > ", "/xen interface", "../..")]
    [InlineData("[admin@MikroTik] > ", "/xen interface", "/")]
    [InlineData("[admin@MikroTik] > ", "..")]
    [InlineData("[admin@MikroTik] /rule> ", "/xen interface", ".. .. rule")]
    [InlineData("[admin@MikroTik] /xen> ", "/xen", "/rule print")]
    [InlineData("[admin@MikroTik] /xen> ", "/xen; :put a; foo")]
    [InlineData("[admin@MikroTik] > ", "{ /xen; print }")]
    [InlineData("[admin@MikroTik] > ", "/xen { print; interface print }")]
    [InlineData("[admin@MikroTik] > ", "int ethernet", "/")]
    public void A_path_leads_to_a_menu(string prompt, params string[] lines)
    {
        _typed.Type(lines);
        _typed.Session.Prompt.ShouldBe(prompt);
    }

    [Fact]
    public void The_three_ways_to_write_a_path_do_the_same()
    {
        _typed.Type("/xen add name=a");
        var printed = _typed.Type("/xen print");
        printed.ShouldContain(" 0 X a ");
        foreach (var line in new[] { "/xen/print", "xen print", "xen/pr", "/xen; print", "/xen {print}", ".. xen print" }) new[] { line, _typed.Type("/", line) }.ShouldBe([line, printed]);
    }

    [Fact]
    public void A_command_in_brackets_stands_in_the_menu_of_the_command_around_it()
    {
        _typed.Type("/xen add name=a", "/system identity", "/xen set [find name=a] memory=5").ShouldBe("");
        _typed.Type(":put [/xen get [find] memory]").ShouldBe("5\n");
    }

    [Fact]
    public void Commands_of_plugins_take_arguments_by_place_and_by_name()
    {
        _typed.Type("/ping 10.1 c 3 si 100").ShouldBe("10.1 3 False 100\n");
        _typed.Type("ping size=5 10.1 once").ShouldBe("10.1  True 5\n");
        _typed.Type(":put [:ping abc]").ShouldBe("abc  False \nabc\n");
        _typed.Type("ping a b").ShouldBe("expected end of command (line 1 column 8)\n");
        _typed.Type("ping a count=x").ShouldBe("invalid value for argument count\n");
        _typed.Answers.Enqueue("here");
        _typed.Type("ping").ShouldBe("address: here  False \n");
    }

    [Fact]
    public void Commands_on_items_take_names_and_numbers()
    {
        _typed.Type("/xen", "add name=ros1", "add name=ros2");
        foreach (var item in new[] { "1", "ros2", "*2", "numbers=1", "\"ros2\"" }) _typed.Type("start " + item).ShouldBe("started ros2\n");
        _typed.Type("start 7").ShouldBe("no such item\n");
        _typed.Type("start nobody").ShouldBe("input does not match any value of numbers\n");
    }

    [Fact]
    public void A_command_can_be_interrupted()
    {
        _typed.Stop.CancelAfter(50);
        _typed.Type("ping wait").ShouldBe("interrupted\n");
        _typed.Outcome.Failed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("quit"), InlineData("/quit"), InlineData(":quit"), InlineData("/xen; quit")]
    public void Quit_ends_the_session(string line)
    {
        _typed.Type(line, "").ShouldBe("");
        _typed.Outcome.Quit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("{", "{... "), InlineData("{ :put (\\", "{(\\... "), InlineData(":put \"a", "\"... "), InlineData(":put \"a $[", "\"[... "), InlineData(":put a \\", "\\... ")]
    [InlineData("{ # }", "{... "), InlineData(":put \"a\\\"", "\"... ")]
    [InlineData(":put \"{\"", ""), InlineData(":put }", ""), InlineData("# {", ""), InlineData("{}", "")]
    public void An_unfinished_line_goes_on(string line, string prompt)
    {
        _typed.Type(line);
        _typed.Outcome.ContinuationPrompt.ShouldBe(prompt);
        _typed.Outcome.NeedsMore.ShouldBe(prompt.Length > 0);
    }
}
