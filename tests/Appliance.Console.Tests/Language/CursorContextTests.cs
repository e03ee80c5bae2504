using Appliance.Console.Language;
using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class CursorContextTests
{
    [Theory]
    [InlineData("", "Command / '' 0")]
    [InlineData("x", "Command / 'x' 0")]
    [InlineData("/", "Command / '' 1")]
    [InlineData("/xe", "Command / 'xe' 1")]
    [InlineData("/xen", "Command / 'xen' 1")]
    [InlineData("/xen ", "Command /xen '' 5")]
    [InlineData("/xen/", "Command /xen '' 5")]
    [InlineData("/xen/int", "Command /xen 'int' 5")]
    [InlineData("/xen interface pri", "Command /xen interface 'pri' 15")]
    [InlineData("/xen; p", "Command /xen 'p' 6")]
    [InlineData(":p", "GlobalCommand / 'p' 1")]
    [InlineData("/xen {a", "Command /xen 'a' 6")]
    [InlineData(":put [/xen ge", "Command /xen 'ge' 11")]
    [InlineData("/xen set ", "Argument /xen '' 9 set:numbers")]
    [InlineData("/xen set ro", "Value /xen 'ro' 9 set:numbers")]
    [InlineData("/xen set 0 ", "Argument /xen '' 11 set: numbers")]
    [InlineData("/xen set 0 mem", "Argument /xen 'mem' 11 set: numbers")]
    [InlineData("/xen set 0 memory=", "Value /xen '' 18 set:memory numbers")]
    [InlineData("/xen set 0 memory=6", "Value /xen '6' 18 set:memory numbers")]
    [InlineData("/xen set 0 memory=64 w", "Argument /xen 'w' 21 set: numbers memory")]
    [InlineData("/xen add name=\"a b", "Value /xen 'a b' 15 add:name")]
    [InlineData("/xen interface add virtual-machine=", "Value /xen interface '' 35 add:virtual-machine")]
    [InlineData("/xen print de", "Argument /xen 'de' 11 print:")]
    [InlineData("/xen print where ", "Condition /xen '' 17 print:where")]
    [InlineData("/xen print where na", "Condition /xen 'na' 17")]
    [InlineData("/xen print where name=a and me", "Condition /xen 'me' 28")]
    [InlineData("/xen remove [find na", "Condition /xen 'na' 18")]
    [InlineData(":put $x", "Variable / 'x' 6")]
    [InlineData("/xen start ", "Argument /xen '' 11 start:numbers")]
    [InlineData("/ping 1.1.1.1 c", "Argument / 'c' 14 ping: address")]
    [InlineData("/xen print terse ", "Argument /xen '' 17 print: terse")]
    [InlineData("foo bar", "Nothing / '' 7")]
    [InlineData("# comment", "Nothing / '' 9")]
    [InlineData("/xen foo ", "Nothing / '' 9")]
    public void The_parser_tells_what_stands_at_the_cursor(string text, string expected)
    {
        var context = CursorContext.At(text + "|rest", text.Length, Tree, Tree);
        var command = context.Command is null ? "" : $" {context.Command.Name}:{string.Join(' ', context.Given.Prepend(context.Argument?.Name))}";
        $"{context.Expects} {context.Menu.Path} '{context.Prefix}' {context.Start}{command}".ShouldBe(expected);
    }

    private static Engine.Schema.MenuNode Tree { get; } = SampleTree.Make();
}
