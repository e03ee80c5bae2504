using Appliance.InterfacesPlugin.Traffic;

namespace Plugins.Network.Tests.Interfaces;

public sealed class BitRateTests
{
    [Theory]
    [InlineData(0, "0bps")]
    [InlineData(475, "475bps")]
    [InlineData(2432, "2.4kbps")]
    [InlineData(99_900_000, "99.9Mbps")]
    [InlineData(1_000_000_000, "1.0Gbps")]
    public void A_rate_is_printed_in_the_unit_that_fits(ulong bits, string text) => new BitRate(bits).ToString().ShouldBe(text);
}
