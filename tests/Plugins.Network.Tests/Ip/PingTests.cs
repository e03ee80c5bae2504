using Appliance.IpPlugin.Pings;
using Microsoft.Extensions.DependencyInjection;

namespace Plugins.Network.Tests.Ip;

public sealed class PingTests
{
    [Fact]
    public async Task Answers_are_shown_as_in_the_manual()
    {
        await using var router = await StartAsync(5.2, 0.4, 0.9);
        (await router.TypeAsync("/ping 1.1.1.1 count=3 interval=10ms")).ShouldBe("""
            1.1.1.1 64 byte ping: ttl=64 time=5 ms
            1.1.1.1 64 byte ping: ttl=64 time<1 ms
            1.1.1.1 64 byte ping: ttl=64 time<1 ms
            3 packets transmitted, 3 packets received, 0% packet loss
            round-trip min/avg/max = 0/1.6/5 ms

            """);
    }

    [Fact]
    public async Task Without_a_count_it_goes_on_until_the_person_stops_it()
    {
        TypedRouter? router = null;
        router = await TypedRouter.StartAsync(services: services => services.AddSingleton<IEcho>(new FakeEcho(() => router!.CtrlC.Cancel(), 1, null)));
        await using var _ = router;
        (await router.TypeAsync("/ping 10.1 interval=10ms size=100")).ShouldBe("""
            10.0.0.1 100 byte ping: ttl=64 time=1 ms
            10.0.0.1 ping timeout
            3 packets transmitted, 1 packets received, 66% packet loss
            round-trip min/avg/max = 1/1.0/1 ms

            """);
    }

    [Fact]
    public async Task Nobody_answers()
    {
        await using var router = await StartAsync(null, null);
        (await router.TypeAsync("/ping 10.0.0.1 count=2 interval=10ms")).ShouldBe("""
            10.0.0.1 ping timeout
            10.0.0.1 ping timeout
            2 packets transmitted, 0 packets received, 100% packet loss

            """);
        (await router.TypeAsync("/ping 10.0.0.1 interval=9s")).ShouldContain("out of range");
    }

    [Fact]
    public async Task A_script_gets_the_number_of_answers()
    {
        await using var router = await StartAsync(1, null, 1);
        (await router.TypeAsync(":put [/ping 10.0.0.1 count=3 interval=10ms]")).ShouldEndWith("\n2\n");
    }

    [Fact]
    public void A_packet_has_the_checksum_that_makes_its_sum_zero()
    {
        var packet = IcmpPacket.Write(0x1234, 7, 65);
        packet.Length.ShouldBe(45);
        IcmpPacket.Checksum(packet).ShouldBe((ushort)0);
    }

    private static Task<TypedRouter> StartAsync(params double?[] milliseconds) =>
        TypedRouter.StartAsync(services: services => services.AddSingleton<IEcho>(new FakeEcho(() => { }, milliseconds)));
}
