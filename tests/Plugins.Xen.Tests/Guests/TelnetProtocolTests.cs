using Appliance.XenPlugin.Guests;
using CsCheck;

namespace Appliance.XenPlugin.Tests.Guests;

public sealed class TelnetProtocolTests
{
    private readonly TelnetProtocol _protocol = new();

    [Fact]
    public void Commands_of_the_protocol_are_no_keys() =>
        Keys([255, 253, 1, (byte)'a', 255, 250, 31, 0, 80, 0, 24, 255, 240, (byte)'b', 255, 241]).ShouldBe("ab"u8.ToArray());

    [Fact]
    public void A_command_may_come_in_pieces()
    {
        Keys([(byte)'a', 255]).ShouldBe("a"u8.ToArray());
        Keys([251]).ShouldBeEmpty();
        Keys([24, (byte)'b']).ShouldBe("b"u8.ToArray());
    }

    [Fact]
    public void A_line_end_is_one_carriage_return() => Keys("a\r\nb\r\0c\rd"u8.ToArray()).ShouldBe("a\rb\rc\rd"u8.ToArray());

    [Fact]
    public void An_escaped_octet_is_a_key() => Keys([255, 255]).ShouldBe([255]);

    [Fact]
    public void What_we_do_not_know_is_refused_once_and_what_we_said_is_not_answered_again()
    {
        _protocol.Receive([255, 253, 24]).Answers.ShouldBe([255, 252, 24]);
        _protocol.Receive([255, 251, 31]).Answers.ShouldBe([255, 254, 31]);
        _protocol.Receive([255, 253, 1, 255, 253, 3, 255, 251, 3, 255, 254, 24]).Answers.ShouldBeEmpty();
    }

    [Fact]
    public void Eight_bit_data_passes_once_both_sides_agree()
    {
        _protocol.Receive([255, 253, 0, 255, 251, 0]).Answers.ShouldBe([255, 251, 0, 255, 253, 0]);
        _protocol.Receive([255, 253, 0, 255, 251, 0]).Answers.ShouldBeEmpty();
        Gen.Byte.Array.Sample(octets =>
        {
            var doubled = octets.SelectMany(octet => octet == 255 ? new byte[] { 255, 255 } : [octet]).ToArray();
            Keys(doubled).ShouldBe(octets);
            _protocol.Send(octets).ShouldBe(doubled);
        });
    }

    [Fact]
    public void A_carriage_return_alone_is_followed_by_nothing() =>
        _protocol.Send("a\r\nb\rc"u8.ToArray()).Concat(_protocol.Send("\r"u8.ToArray())).Concat(_protocol.Send("\n"u8.ToArray())).ShouldBe("a\r\nb\r\0c\r\n"u8.ToArray());

    private byte[] Keys(byte[] input) => _protocol.Receive(input).Keys;
}
