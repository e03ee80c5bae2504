using Appliance.Console.Tests.Sessions;

namespace Appliance.Console.Tests.Language;

public sealed class EscapedOctetsTests
{
    [Theory]
    [InlineData("\\C3\\A9", "é"), InlineData("a\\E6\\97\\A5b", "a日b"), InlineData("\\F0\\9F\\98\\80", "😀"), InlineData("\\C3\\83\\C2\\A9", "Ã©")]
    [InlineData("\\C3\\\n    \\A9", "é"), InlineData("\\24\\41", "$A"), InlineData("\\C3\\C3\\A9", "Ãé")]
    [InlineData("\\C3", "Ã"), InlineData("\\A9", "©"), InlineData("\\C3x\\A9", "Ãx©"), InlineData("Ã\\A9", "Ã©"), InlineData("\\C3\\28", "Ã(")]
    public void Octets_that_are_a_character_together_become_that_character(string written, string text) =>
        new Typed().Type($":put \"{written}\"").ShouldBe(text + "\n");

    [Fact]
    public void Octets_on_both_sides_of_a_variable_do_not_belong_together() =>
        new Typed().Type(":global x \"\"", ":put \"\\C3$x\\A9\"").ShouldBe("Ã©\n");
}
