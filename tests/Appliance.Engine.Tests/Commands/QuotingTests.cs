using Appliance.Engine.Commands;

namespace Appliance.Engine.Tests.Commands;

public sealed class QuotingTests
{
    [Theory]
    [InlineData("", "\"\""), InlineData("ether1", "ether1"), InlineData("read,!write", "read,!write"), InlineData("<>", "<>"), InlineData("+03:00", "+03:00"), InlineData("10.0.0.0/8", "10.0.0.0/8"), InlineData("*1", "*1"), InlineData("a@b", "a@b")]
    [InlineData("a b", "\"a b\""), InlineData("a=b", "\"a=b\""), InlineData("#1", "\"#1\""), InlineData("it's", "\"it's\""), InlineData("(a)", "\"(a)\""), InlineData("a|b&c~d", "\"a|b&c~d\""), InlineData("{[;]}", "\"{[;]}\"")]
    [InlineData("\"", "\"\\\"\""), InlineData("\\", "\"\\\\\""), InlineData("$x", "\"\\$x\""), InlineData("a?", "\"a\\?\""), InlineData("\r\n\t", "\"\\r\\n\\t\""), InlineData("\0\u001f\u007f", "\"\\00\\1F\\7F\"")]
    [InlineData("é", "\"\\C3\\A9\""), InlineData("日", "\"\\E6\\97\\A5\""), InlineData("😀", "\"\\F0\\9F\\98\\80\"")]
    public void A_value_is_bare_where_that_is_safe_and_in_ascii(string value, string written) => Quoting.Value(value).ShouldBe(written);

    [Fact]
    public void A_value_of_more_than_73_characters_is_quoted()
    {
        Quoting.Value(new string('x', 73)).ShouldBe(new string('x', 73));
        Quoting.Value(new string('x', 74)).ShouldBe($"\"{new string('x', 74)}\"");
    }

    [Theory]
    [InlineData("ether1", "ether1"), InlineData("a<b", "\"a<b\""), InlineData("", "\"\""), InlineData("!x", "\"!x\""), InlineData("a b", "\"a b\"")]
    public void In_a_condition_more_needs_quotes(string value, string written) => Quoting.Operand(value).ShouldBe(written);
}
