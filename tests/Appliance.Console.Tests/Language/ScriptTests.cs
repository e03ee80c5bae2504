using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class ScriptTests
{
    private readonly Typed _typed = new();

    [Theory]
    [InlineData(":if (1 = 1) do={ :put yes } else={ :put no }", "true\n")]
    [InlineData(":if (1 = 2) do={ :put a } else={ :put b }", "b\n")]
    [InlineData(":if (1 = 2) do={ :put a }", "")]
    [InlineData(":for i from=1 to=3 do={ :put $i }", "1\n2\n3\n")]
    [InlineData(":for i from=5 to=1 step=-2 do={:put $i}", "5\n3\n1\n")]
    [InlineData(":for i from= 1 to= 2 do= { :put $i }", "1\n2\n")]
    [InlineData(":foreach v in={1;2} do={ :put $v }", "1\n2\n")]
    [InlineData(":foreach k,v in={a=1;b=2} do={ :put \"$k-$v\" }", "a-1\nb-2\n")]
    [InlineData("{ :local n 0; :while ($n < 3) do={ :put $n; :set n ($n + 1) } }", "0\n1\n2\n")]
    [InlineData("{ :local n 0; :do { :set n ($n + 1) } while=($n < 5); :put $n }", "5\n")]
    [InlineData(":do { :error \"no\"; :put never } on-error={ :put caught }", "caught\n")]
    [InlineData(":do { foo } on-error={ :put caught }", "caught\n")]
    [InlineData(":error \"my words\"; :put never", "my words\n")]
    [InlineData("{ :local x 1; { :local x 2; :put $x }; :put $x }", "2\n1\n")]
    [InlineData("{ :local x 1; { :set x 2 }; :put $x }", "2\n")]
    [InlineData("{ :local a {x=1}; :set ($a->\"y\") 5; :put $a }", "x=1;y=5\n")]
    [InlineData(":for i from=9223372036854775806 to=9223372036854775807 do={ :put $i }", "9223372036854775806\n9223372036854775807\n")]
    [InlineData("{ :local s \"0123456789\"; :while (true) do={ :set s ($s.$s) } }", "failure: contents too long\n")]
    [InlineData(":put 1000000000w", "1000000000w\n")]
    [InlineData(":put [:typeof [:totime -899999999999]]", "time\n")]
    [InlineData("# only a comment", "")]
    [InlineData(":put a # b", "expected end of command (line 1 column 8)\n")]
    [InlineData(":put a; # b", "a\n")]
    [InlineData("put a; /put b; :put c", "a\nb\nc\n")]
    [InlineData(":put \\\n   a", "a\n")]
    [InlineData("", "")]
    [InlineData(";;  ;", "")]
    public void Lines_do_what_they_say(string line, string printed) => _typed.Type(line).ShouldBe(printed);

    [Fact]
    public void Local_variables_end_with_the_line_and_global_ones_stay()
    {
        _typed.Type(":local a 1", ":put $a").ShouldBe("syntax error (line 1 column 7)\n");
        _typed.Type(":global b 1", ":put $b", ":set b 2", ":put \"b is $b\"").ShouldBe("1\nb is 2\n");
        _typed.Type(":set b", ":put $b").ShouldBe("syntax error (line 1 column 7)\n");
    }

    [Fact]
    public void Functions_take_arguments_and_return_values()
    {
        _typed.Type(":global f do={ :put \"$1 $name\"; :return ([:tonum $1] + 1); :put never }");
        _typed.Type("$f 5 name=x").ShouldBe("5 x\n");
        _typed.Type(":put [$f 41 name=y]").ShouldBe("41 y\n42\n");
        _typed.Type(":global loop do={ :foreach i in={1;2;3} do={ :if ($i = 2) do={ :return $i } } }", ":put [$loop]").ShouldBe("2\n");
        _typed.Type(":global deep do={ :global deep; $deep }", "$deep").ShouldBe("runtime limit exceeded\n");
    }

    [Fact]
    public void A_function_follows_the_menus_of_a_package_that_comes_and_goes()
    {
        _typed.Type("/xen add name=a", "/xen", ":global f do={ :put [get 0 name] }", "/", "$f").ShouldBe("a\n");
        _typed.Router.Root = SampleTree.Make();
        _typed.Type("$f").ShouldBe("a\n");
        _typed.Router.Root = _typed.Router.Root.Children["system"];
        _typed.Type("$f").ShouldBe("bad command name get (line 1 column 9)\n");
    }

    [Fact]
    public void Text_becomes_commands() => _typed.Type(":global run [:parse \":put hello\"]", "$run").ShouldBe("hello\n");

    [Fact]
    public void The_log_is_written()
    {
        _typed.Type(":log info \"hello there\"").ShouldBe("");
        _typed.Logged.ShouldBe(["info hello there"]);
    }
}
