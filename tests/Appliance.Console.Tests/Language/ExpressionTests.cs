using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class ExpressionTests
{
    [Theory]
    [InlineData("4", "num"), InlineData("0x1F", "num"), InlineData("-3", "num"), InlineData("yes", "bool"), InlineData("10.1", "ip"), InlineData("1.1.1.1/24", "ip-prefix")]
    [InlineData("1d2h", "time"), InlineData("00:05:00", "time"), InlineData("*5", "id"), InlineData("abc", "str"), InlineData("\"4\"", "str"), InlineData("{1;2}", "array")]
    [InlineData("[:nothing]", "nil"), InlineData("02:1C:AE:C1:B4:B2", "str"), InlineData("[:tonum \"4\"]", "num"), InlineData("[:parse \":put 1\"]", "code")]
    public void Literals_have_the_type_that_they_look_like(string text, string kind) => Put($"[:typeof {text}]").ShouldBe(kind);

    [Theory]
    [InlineData("(1 + 2 * 3)", "7"), InlineData("((1 + 2) * 3)", "9"), InlineData("(10 / 3)", "3"), InlineData("(10 % 3)", "1"), InlineData("(5-3)", "2"), InlineData("(-5 + 3)", "-2")]
    [InlineData("(1 < 2 && 3 >= 3)", "true"), InlineData("(1 = 2 or !(1 = 2))", "true"), InlineData("(true and false)", "false"), InlineData("(\"a\" = \"a\")", "true")]
    [InlineData("(1 << 4 | 1)", "17"), InlineData("(6 & 3 ^ 1)", "3"), InlineData("(~0)", "-1"), InlineData("(0x10 + 1)", "17")]
    [InlineData("(10.0.0.1 + 5)", "10.0.0.6"), InlineData("(10.0.0.9 - 10.0.0.1)", "8"), InlineData("(10.0.0.77 in 10.0.0.0/24)", "true"), InlineData("(10.0.1.77 in 10.0.0.0/24)", "false")]
    [InlineData("(1m + 30s)", "00:01:30"), InlineData("(1d * 2)", "2d00:00:00"), InlineData("(90s > 1m)", "true"), InlineData("(1m = 60)", "true")]
    [InlineData("(\"a\" . 1 + 2)", "a3"), InlineData("(\"v: \".{\"a\";\"b\"})", "v: a;v: b"), InlineData("(1,2,\"x\")", "1;2;x"), InlineData("({b=2;a=1;7})", "7;a=1;b=2")]
    [InlineData("({a=1;b={c=3}}->\"b\"->\"c\")", "3"), InlineData("({5;6}->1)", "6"), InlineData("({5;6}->9)", ""), InlineData("(\"abc\" ~ \"^a.c\\$\")", "true")]
    [InlineData("(1 = \"1\")", "true"), InlineData("(yes = \"true\")", "true"), InlineData("([:len \"abc\"] = 3)", "true"), InlineData("(\n1\n+\n2\n)", "3")]
    public void Operators_compute(string expression, string result) => Put(expression).ShouldBe(result);

    [Theory]
    [InlineData("\"a\\\"b\\\\c\\$d\\?e\\_f\\24g\"", "a\"b\\c$d?e f$g")]
    [InlineData("\"one\\ttwo\\nthree\"", "one\ttwo\nthree")]
    [InlineData("\"join\\\n     ed\"", "joined")]
    [InlineData("\"$(1 + 2) and $[:len abc]\"", "3 and 3")]
    [InlineData("\"[not] {code} ; # text\"", "[not] {code} ; # text")]
    [InlineData("/a/b,c=d*e", "/a/b,c=d*e")]
    public void Strings_take_escapes_and_values(string text, string printed) => Put(text).ShouldBe(printed);

    [Theory]
    [InlineData("(1 / 0)", "division by zero"), InlineData("(1 + {1;2})", "cannot add number and array"), InlineData("(-\"x\")", "cannot negate string")]
    [InlineData("(\"a\" ~ \"(\")", "invalid regular expression")]
    public void What_cannot_be_computed_is_said(string expression, string sentence) => Put(expression).ShouldBe(sentence);

    [Theory]
    [InlineData("[:pick \"abcde\" 1 3]", "bc"), InlineData("[:pick \"abcde\" 1]", "b"), InlineData("[:pick {5;6;7} 1 3]", "6;7"), InlineData("[:pick \"ab\" 9]", "")]
    [InlineData("[:find \"abc\" \"a\" -1]", "0"), InlineData("[:find \"abca\" \"a\" 0]", "3"), InlineData("[:find \"abc\" x]", ""), InlineData("[:find {4;5} 5]", "1")]
    [InlineData("[:tostr 10.1]", "10.0.0.1"), InlineData("[:tonum 1m]", "60"), InlineData("[:totime 90]", "00:01:30"), InlineData("[:toarray \"a,b\"]", "a;b"), InlineData("[:tobool 1]", "true")]
    [InlineData("[:len {1;2;3}]", "3"), InlineData("[:len 12345]", "5"), InlineData("[:toip \"1.2.3.4\"]", "1.2.3.4"), InlineData("[:toid 255]", "*FF"), InlineData("[:tonum abc]", "")]
    public void Functions_convert(string call, string result) => Put(call).ShouldBe(result);

    private static string Put(string value) => new Typed().Type(":put " + value).TrimEnd('\n');
}
