using System.Text;
using Appliance.Console.Editing;

namespace Appliance.Console.Tests.Editing;

public sealed class KeyDecoderTests
{
    private static List<Key> Keys(params byte[] bytes)
    {
        var decoder = new KeyDecoder();
        return [.. bytes.Select(decoder.Take).Where(key => key is not null).Select(key => key!.Value)];
    }

    private static List<KeyCode> Codes(string text) => [.. Keys(Encoding.UTF8.GetBytes(text)).Select(key => key.Code)];

    [Theory]
    [InlineData("\u001b[A", KeyCode.Up), InlineData("\u001bOA", KeyCode.Up), InlineData("\u001b[1;5D", KeyCode.Left), InlineData("\u001b[H", KeyCode.Home)]
    [InlineData("\u001b[1~", KeyCode.Home), InlineData("\u001b[4~", KeyCode.End), InlineData("\u001b[3~", KeyCode.Delete), InlineData("\u001bOP", KeyCode.Help)]
    [InlineData("\u001b[11~", KeyCode.Help), InlineData("\u001b[[A", KeyCode.Help), InlineData("\u001b[15~", KeyCode.Repaint), InlineData("\u007f", KeyCode.Backspace)]
    [InlineData("\b", KeyCode.Backspace), InlineData("\u0001", KeyCode.Home), InlineData("\u000b", KeyCode.KillToEnd), InlineData("\u001c", KeyCode.SplitLine)]
    public void Keys_are_known_by_their_bytes(string bytes, KeyCode expected) => Codes(bytes).ShouldBe([expected]);

    [Theory]
    [InlineData("\r\n"), InlineData("\r\0"), InlineData("\r"), InlineData("\n")]
    public void Enter_is_one_key_however_it_is_sent(string bytes) => Codes(bytes).ShouldBe([KeyCode.Enter]);

    [Fact]
    public void Two_line_ends_are_two_presses() => Codes("\r\n\r\n").ShouldBe([KeyCode.Enter, KeyCode.Enter]);

    [Theory]
    [InlineData("\u001b[200~"), InlineData("\u001b[24~"), InlineData("\u001b[6;2~"), InlineData("\u001bx"), InlineData("\u001b[?1;2c")]
    public void Unknown_sequences_are_swallowed_whole(string bytes) => Codes(bytes + "a").ShouldBe([KeyCode.Character]);

    [Fact]
    public void Characters_of_several_bytes_come_out_whole() => string.Concat(Keys(Encoding.UTF8.GetBytes("aß網😀")).Select(key => key.Text)).ShouldBe("aß網😀");

    [Fact]
    public void A_broken_character_does_not_swallow_the_next() => Keys(0xE7, (byte)'a', 0xFF, (byte)'b').Select(key => key.Text).ShouldBe(["a", "\ufffd", "b"]);

    [Fact]
    public void Ctrl_c_works_inside_an_unfinished_sequence() => Codes("\u001b[1\u0003").ShouldBe([KeyCode.Interrupt]);
}
