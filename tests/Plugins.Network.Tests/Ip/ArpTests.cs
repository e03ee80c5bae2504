using Appliance.Sdk.Values;

namespace Plugins.Network.Tests.Ip;

public sealed class ArpTests
{
    [Fact]
    public async Task Typed_published_and_learnt_neighbours_stand_in_one_list()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip arp add address=10.0.0.9 interface=ether2 mac-address=02:00:00:00:00:09", "/ip arp add address=10.0.0.10 interface=ether2 published=yes");
        router.Network.Outside.Learn("ether1", new Ip4(0x0A_01_00_02), new MacAddress(0x02_00_00_00_00_02));
        (await router.TypeAsync("/ip arp print")).ShouldBe("""
            Flags: X - disabled, I - invalid, H - DHCP, D - dynamic, P - published, C - complete
             #    ADDRESS         MAC-ADDRESS       INTERFACE
             0  C 10.0.0.9        02:00:00:00:00:09 ether2
             1  P 10.0.0.10                         ether2
             2 DC 10.1.0.2        02:00:00:00:00:02 ether1

            """);
    }

    [Fact]
    public async Task A_changed_neighbour_takes_the_place_of_the_old_one()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip arp add address=10.0.0.9 interface=ether2 mac-address=02:00:00:00:00:09", "/ip arp set 0 address=10.0.0.8");
        router.Network.Neighbours.All.Single().Address.ToString().ShouldBe("10.0.0.8");
        await router.TypeAsync("/ip arp remove 0");
        router.Network.Neighbours.All.ShouldBeEmpty();
        (await router.TypeAsync("/ip arp add address=10.0.0.9 interface=ether2")).ShouldBe("failure: mac-address is required\n");
    }
}
