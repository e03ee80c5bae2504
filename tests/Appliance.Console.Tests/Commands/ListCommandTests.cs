using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Commands;

public sealed class ListCommandTests
{
    private readonly Typed _typed = new();

    public ListCommandTests() => _typed.Type("/xen", "add name=ros1 memory=64", "add name=ros2 memory=128 comment=\"second one\" disabled=no", "add name=db memory=512");

    [Fact]
    public void Nothing_is_printed_when_an_item_is_added_set_or_removed() =>
        _typed.Type("add name=x", "set ros1 memory=32", "enable ros1", "disable ros1", "comment ros1 \"a b\"", "remove x", "/xen set ros2 weight=1").ShouldBe("");

    [Theory]
    [InlineData("set 1 memory=1", "128", "1")]
    [InlineData("set *2 memory=1", "128", "1")]
    [InlineData("set ros2 memory=1", "128", "1")]
    [InlineData("set [find name=ros2] memory=1", "128", "1")]
    [InlineData("set [find comment~\"second\"] mem=1", "128", "1")]
    [InlineData("set numbers=ros2 memory=1", "128", "1")]
    [InlineData("set ros2 memory 1", "128", "1")]
    [InlineData("set 0,ros2,*3 memory=1", "128", "1")]
    [InlineData("set [find] !memory", "128", "64")]
    public void Items_are_named_in_many_ways(string line, string before, string after)
    {
        _typed.Type(":put [get ros2 memory]").ShouldBe(before + "\n");
        _typed.Type(line).ShouldBe("");
        _typed.Type(":put [get ros2 memory]").ShouldBe(after + "\n");
    }

    [Theory]
    [InlineData("remove 7"), InlineData("remove nobody"), InlineData("remove *77"), InlineData("get 9 name"), InlineData("enable 0,9"), InlineData("move 0 1", "bad command name move (line 1 column 1)")]
    public void What_is_not_there_is_said(string line, string sentence = "no such item") => _typed.Type(line).ShouldBe(sentence + "\n");

    [Fact]
    public void Numbers_are_those_of_the_last_print_of_the_menu_even_after_a_removal()
    {
        _typed.Type("print where memory>100", "remove 0", "/system identity print", "set 1 memory=7");
        _typed.Type(":put [get db memory]").ShouldBe("7\n");
        _typed.Type("set 0 memory=1").ShouldBe("no such item\n");
    }

    [Theory]
    [InlineData("name=ros2", "*2")]
    [InlineData("where name=ros2", "*2")]
    [InlineData("name=nobody", "")]
    [InlineData("memory>=128", "*2;*3")]
    [InlineData("memory>64 and memory<=128", "*2")]
    [InlineData("memory>64 memory<512", "*2")]
    [InlineData("where (memory=64 or memory=512)", "*1;*3")]
    [InlineData("disabled", "*1;*3")]
    [InlineData("!disabled", "*2")]
    [InlineData("disabled=no", "*2")]
    [InlineData("name~\"^ros\"", "*1;*2")]
    [InlineData("name~\"[[:digit:]]\\$\"", "*1;*2")]
    [InlineData("state=running", "*2")]
    [InlineData("state!=running", "*1;*3")]
    [InlineData("comment=\"second one\"", "*2")]
    [InlineData("comment", "*2")]
    [InlineData("stop-time=30s", "*1;*2;*3")]
    [InlineData("stop-time>1m", "")]
    [InlineData("$memory=(64*2)", "*2")]
    [InlineData("name=(\"ros\".\"1\")", "*1")]
    [InlineData("name in {\"db\";\"ros1\"}", "*1;*3")]
    [InlineData("", "*1;*2;*3")]
    public void Conditions_find_items(string condition, string found) => _typed.Type($":put [find {condition}]").ShouldBe(found + "\n");

    [Fact]
    public void A_condition_uses_variables() => _typed.Type(":global want ros2; :put [find name=$want]").ShouldBe("*2\n");

    [Fact]
    public void Nothing_happens_when_nothing_is_found() => _typed.Type("remove [find name=nobody]", "set [find name=nobody] memory=1").ShouldBe("");

    [Fact]
    public void The_value_of_add_is_the_new_number() => _typed.Type(":put [add name=new]").ShouldBe("*4\n");

    [Fact]
    public void Missing_items_are_asked_for()
    {
        _typed.Answers.Enqueue("ros1");
        _typed.Type("enable").ShouldBe("numbers: ");
        _typed.Type(":put [get ros1 disabled]").ShouldBe("false\n");
        _typed.Answers.Enqueue("ros2");
        _typed.Type("interface add").ShouldBe("virtual-machine: ");
        _typed.Type(":put [/xen interface get 0 virtual-machine]").ShouldBe("ros2\n");
    }

    [Fact]
    public void Where_nobody_can_answer_the_missing_is_named()
    {
        _typed.Interactive = false;
        _typed.Type("enable").ShouldBe("missing value(s) of argument(s) numbers\n");
        _typed.Type("interface add").ShouldBe("missing value(s) of argument(s) virtual-machine\n");
        _typed.Type("/ping").ShouldBe("  False \n");
    }

    [Fact]
    public void A_record_is_read_and_set_without_numbers()
    {
        _typed.Type("/system identity set name=\"my router\"", ":put [/system identity get name]").ShouldBe("my router\n");
        _typed.Type("/system identity print").ShouldBe("  name: \"my router\"\n");
        _typed.Session.Prompt.ShouldBe("[admin@my router] /xen> ");
    }

    [Fact]
    public void Values_can_be_had_instead_of_a_print()
    {
        _typed.Type("print count-only").ShouldBe("3\n");
        _typed.Type("print count-only where memory=64").ShouldBe("1\n");
        _typed.Type(":put [print as-value where name=ros2]").ShouldBe(".id=*2;comment=second one;disabled=false;dynamic=false;invalid=false;kernel-cmdline=;memory=128;name=ros2;state=running;stop-time=00:00:30;weight=256\n");
        _typed.Type(":put ([get ros1]->\"memory\")").ShouldBe("64\n");
        _typed.Type(":foreach i in=[find] do={ :put [get $i name] }").ShouldBe("ros1\nros2\ndb\n");
    }

    [Fact]
    public void Ordered_lists_are_rearranged()
    {
        _typed.Type("/rule", "add chain=a", "add chain=b", "add chain=c", "move 2 0");
        _typed.Type(":foreach i in=[find] do={ :put [get $i chain] }").ShouldBe("c\na\nb\n");
        _typed.Type("print", "move 0", "add chain=d place-before=0", "print from=0,2 terse").ShouldEndWith(" 0    chain=b\n 1    chain=c\n");
    }

    [Fact]
    public void Prints_take_forms_and_ids()
    {
        _typed.Type("print terse").ShouldStartWith(" 0 X name=ros1 ");
        _typed.Type("print detail where name=db").ShouldContain(" 0 X name=\"db\" memory=512");
        _typed.Type("print show-ids").ShouldContain("*2");
        _typed.Type("pr").ShouldBe(_typed.Type("/xen print brief without-paging"));
    }
}
