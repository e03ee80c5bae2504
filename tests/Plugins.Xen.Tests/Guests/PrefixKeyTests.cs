using Appliance.XenPlugin.Guests;

namespace Appliance.XenPlugin.Tests.Guests;

public sealed class PrefixKeyTests
{
    private readonly PrefixKey _key = new();

    [Fact]
    public void Ordinary_keys_pass()
    {
        var (keys, leave) = _key.Filter("quit\x03"u8);
        keys.ShouldBe("quit\x03"u8.ToArray());
        leave.ShouldBeFalse();
    }

    [Fact]
    public void The_prefix_and_q_leave_and_what_was_typed_before_arrives()
    {
        var (keys, leave) = _key.Filter("ab\x01qcd"u8);
        keys.ShouldBe("ab"u8.ToArray());
        leave.ShouldBeTrue();
    }

    [Fact]
    public void The_prefix_twice_types_it_once()
    {
        _key.Filter("\x01"u8).Keys.ShouldBeEmpty();
        _key.Filter("\x01x"u8).Keys.ShouldBe("\x01x"u8.ToArray());
    }
}
