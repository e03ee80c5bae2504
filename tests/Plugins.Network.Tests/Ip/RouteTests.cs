namespace Plugins.Network.Tests.Ip;

public sealed class RouteTests
{
    [Fact]
    public async Task Typed_and_connected_routes_are_listed_by_destination()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2", "/ip route add gateway=10.0.0.2",
            "/ip route add dst-address=10.5.0.0/16 gateway=10.77.0.1", "/ip route add dst-address=10.6.0.0/16 type=blackhole");
        (await router.TypeAsync("/ip route print")).ShouldBe("""
            Flags: X - disabled, A - active, D - dynamic,
            C - connect, S - static, r - rip, b - bgp, o - ospf, m - mme,
            B - blackhole, U - unreachable, P - prohibit
             #      DST-ADDRESS        PREF-SRC        GATEWAY            DISTANCE
             0 A S  0.0.0.0/0                          10.0.0.2           1
             1 ADC  10.0.0.0/24        10.0.0.1        ether2             0
             2   S  10.5.0.0/16                        10.77.0.1          1
             3 A SB 10.6.0.0/16                                           1

            """);
        (await router.TypeAsync("/ip route print detail where dst-address=10.6.0.0/16")).ShouldEndWith(" 0 A SB dst-address=10.6.0.0/16 distance=1 type=blackhole\n");
    }

    [Fact]
    public async Task Of_two_routes_the_nearer_is_active_and_the_other_takes_over_when_its_link_goes_down()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether1", "/ip address add address=10.1.0.1/24 interface=ether2",
            "/ip route add gateway=10.0.0.2", "/ip route add gateway=10.1.0.2 distance=5");
        (await router.TypeAsync("/ip route print count-only where active")).ShouldBe("3\n");
        (await router.TypeAsync("/ip route print")).ShouldContain("   S  0.0.0.0/0                          10.1.0.2           5");
        await router.TypeAsync("/interface disable ether1");
        (await router.TypeAsync("/ip route print")).ShouldContain(" A S  0.0.0.0/0                          10.1.0.2           5");
        await router.TypeAsync("/interface enable ether1");
        await router.UntilAsync(() => router.Network.Routes.All.Any(route => route.Metric == 1));
    }

    [Fact]
    public async Task A_route_waits_for_its_gateways_network()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/ip route add gateway=10.0.0.2")).ShouldBe("");
        router.Network.Routes.All.ShouldBeEmpty();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether1");
        await router.UntilAsync(() => router.Network.Routes.All.Any(route => route.Destination.Length == 0));
        (await router.TypeAsync("/ip route print")).ShouldContain(" A S  0.0.0.0/0");
    }

    [Fact]
    public async Task Of_routes_with_the_same_distance_the_first_is_used_and_the_next_when_it_is_gone()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether1", "/ip route add gateway=10.0.0.2", "/ip route add gateway=10.0.0.3");
        router.Network.Routes.All.Single(route => !route.Connected).Gateways[0].Gateway.ToString().ShouldBe("10.0.0.2");
        await router.TypeAsync("/ip route remove [find gateway=10.0.0.2]");
        router.Network.Routes.All.Single(route => !route.Connected).Gateways[0].Gateway.ToString().ShouldBe("10.0.0.3");
    }

    [Fact]
    public async Task A_route_may_have_several_gateways_and_an_interface_for_one()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether1", "/ip route add gateway=10.0.0.2,10.0.0.3", "/ip route add dst-address=10.8.0.0/16 gateway=ether2");
        (await router.TypeAsync("/ip route print detail")).ShouldContain("gateway=10.0.0.2,10.0.0.3");
        (await router.TypeAsync("/ip route print")).ShouldContain(" A S  10.8.0.0/16                        ether2             1");
    }

    [Fact]
    public async Task A_route_follows_its_interface_to_another_name()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip route add dst-address=10.8.0.0/16 gateway=ether2", "/interface set ether2 name=wan");
        await router.UntilAsync(() => router.Config.All<Appliance.IpPlugin.Routes.IpRoute>().Single().Gateway![0].Interface == "wan");
        (await router.TypeAsync("/ip route print")).ShouldContain(" A S  10.8.0.0/16                        wan                1");
    }

    [Theory]
    [InlineData("dst-address=1.2.3.4/8 gateway=10.0.0.2", "failure: invalid dst-address: host bits are set")]
    [InlineData("dst-address=1.0.0.0/8", "failure: gateway is required")]
    [InlineData("dst-address=1.0.0.0/8 gateway=nowhere", "input does not match any value of gateway")]
    [InlineData("type=prohibit gateway=10.0.0.2", "failure: prohibit route has no gateway")]
    public async Task Bad_input_changes_nothing(string arguments, string sentence)
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/ip route add " + arguments)).ShouldBe(sentence + "\n");
        (await router.TypeAsync("/ip route print count-only")).ShouldBe("0\n");
    }
}
