using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("foo", "bad command name foo (line 1 column 1)")]
    [InlineData("/foo", "bad command name foo (line 1 column 2)")]
    [InlineData(":foobar 1 2", "bad command name foobar (line 1 column 2)")]
    [InlineData("/system address print", "bad command name address (line 1 column 9)")]
    [InlineData("/xen/interface/foo", "bad command name foo (line 1 column 16)")]
    [InlineData("Flags: D - DYNAMIC", "expected command name (line 1 column 1)")]
    [InlineData("/xen = 1", "expected command name (line 1 column 6)")]
    [InlineData("/xen print foo", "expected end of command (line 1 column 12)")]
    [InlineData("/xen add memory = 64", "expected end of command (line 1 column 17)")]
    [InlineData("/xen add foo=1", "expected end of command (line 1 column 10)")]
    [InlineData("/xen add name=a name=b", "expected end of command (line 1 column 17)")]
    [InlineData("/xen print where foo=1", "bad parameter foo (line 1 column 18)")]
    [InlineData("/xen print where", "missing value for where (line 1 column 17)")]
    [InlineData(":put $x", "syntax error (line 1 column 7)")]
    [InlineData(":put \"\\q\"", "syntax error (line 1 column 8)")]
    [InlineData(":put (1 + )", "expected input value (line 1 column 11)")]
    [InlineData(":put [:len \"a\"))", "expected end of command (line 1 column 15)")]
    [InlineData(":put }", "expected end of command (line 1 column 6)")]
    [InlineData(":global a {}", "syntax error (line 1 column 12)")]
    [InlineData("{ :put a\n:put $y }", "syntax error (line 2 column 7)")]
    [InlineData("/xen add n=1 memory=2 m=3", "expected end of command (line 1 column 23)")]
    [InlineData("i", "ambiguous command name i (line 1 column 1)")]
    [InlineData(":to", "ambiguous command name to (line 1 column 2)")]
    public void Sentences_have_the_place(string line, string sentence) => new Typed().Type(line).ShouldBe(sentence + "\n");

    [Fact]
    public void Nothing_is_run_when_the_line_has_a_syntax_error_anywhere() =>
        new Typed().Type(":put a; :put $x").ShouldBe("syntax error (line 1 column 15)\n");

    [Fact]
    public void An_unknown_command_fails_only_when_its_turn_comes() =>
        new Typed().Type(":put a; foo bar (1 2); :put b").ShouldBe("a\nbad command name foo (line 1 column 9)\n");

    [Theory]
    [InlineData('('), InlineData('['), InlineData('{'), InlineData('!')]
    public void Nesting_without_end_is_an_error_like_any_other(char c)
    {
        var close = c switch { '(' => ')', '[' => ']', '{' => '}', _ => ' ' };
        new Typed().Type(":put (" + new string(c, 100_000) + "1" + new string(close, 100_000) + ")").ShouldContain("(line 1");
    }
}
