using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Plugins.Network.Tests.Bridge;

public sealed class BridgeTests
{
    [Fact]
    public async Task A_bridge_and_its_port_are_made_and_printed()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Width = 145;
        (await router.TypeAsync("/interface bridge add name=to-ros1", "/interface bridge port add bridge=to-ros1 interface=ether1")).ShouldBe("");
        (await router.TypeAsync("/interface bridge port print")).ShouldBe("""
            Flags: X - disabled, I - inactive, D - dynamic
             #    INTERFACE                                               BRIDGE                                               PRIORITY PATH-COST  HORIZON
             0    ether1                                                  to-ros1                                              0x80     10         none

            """);
        router.Width = 80;
        (await router.TypeAsync("/interface bridge print")).ShouldBe("""
            Flags: X - disabled, R - running
             #   NAME                       MTU   ARP        MAC-ADDRESS       PROTOCOL-MODE
             0 R to-ros1                    1500  enabled    02:1C:AE:C1:B4:01 none

            """);
        (await router.TypeAsync("/interface ethernet print")).ShouldContain(" 0 RS ether1 ");
    }

    [Fact]
    public async Task A_bridge_without_a_name_gets_one()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add", "/interface bridge add");
        router.Network.Links.Find("bridge1").ShouldNotBeNull();
        router.Network.Links.Find("bridge2").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_renamed_bridge_keeps_its_port()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/interface bridge set lan name=office");
        var office = router.Network.Links.Find("office").ShouldNotBeNull();
        router.Network.Links.Find("ether1")!.Master.ShouldBe(office.Index);
        (await router.TypeAsync("/interface bridge port print")).ShouldContain("office");
    }

    [Fact]
    public async Task A_removed_bridge_leaves_its_port_inactive_and_a_new_one_of_the_same_name_is_another()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/interface bridge remove lan");
        router.Network.Links.Find("lan").ShouldBeNull();
        (await router.TypeAsync("/interface bridge port print")).ShouldContain(" 0 I  ether1                  (unknown) ");
    }

    [Fact]
    public async Task A_bridge_that_somebody_deleted_comes_back_with_its_ports_and_addresses()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/ip address add address=10.1.0.1/24 interface=lan");
        var before = router.Network.Links.Find("lan")!.Index;
        router.Network.Outside.RemoveLink("lan");
        await router.UntilAsync(() => router.Network.Links.Find("lan") is { } lan && router.Network.Links.Find("ether1")!.Master == lan.Index
            && router.Network.Addresses.All.Any(address => address.LinkIndex == lan.Index));
        router.Network.Links.Find("lan")!.Index.ShouldNotBe(before);
    }

    [Fact]
    public async Task An_interface_is_a_port_of_one_bridge_only_and_a_bridge_not_of_itself()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=a", "/interface bridge add name=b", "/interface bridge port add bridge=a interface=ether1");
        (await router.TypeAsync("/interface bridge port add bridge=b interface=ether1")).ShouldBe("failure: device already added as bridge port\n");
        (await router.TypeAsync("/interface bridge port add bridge=b interface=b")).ShouldBe("failure: can not add bridge to itself\n");
        (await router.TypeAsync("/interface bridge port add bridge=b interface=a")).ShouldBe("failure: can not enslave a bridge to a bridge\n");
        (await router.TypeAsync("/interface bridge port print count-only")).ShouldBe("1\n");
    }

    [Fact]
    public async Task A_port_that_is_moved_to_another_interface_frees_the_first()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/interface bridge port set 0 interface=ether2");
        router.Network.Links.Find("ether1")!.Master.ShouldBe(0);
        router.Network.Links.Find("ether2")!.Master.ShouldBe(router.Network.Links.Find("lan")!.Index);
        await router.TypeAsync("/interface bridge port disable 0");
        router.Network.Links.Find("ether2")!.Master.ShouldBe(0);
    }

    [Fact]
    public async Task A_bridge_takes_the_address_that_it_is_given_and_gives_it_back()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1",
            "/interface bridge set lan auto-mac=no admin-mac=02:00:00:00:00:07");
        router.Network.Links.Find("lan")!.Mac.ShouldBe(new MacAddress(0x02_00_00_00_00_07));
        await router.TypeAsync("/interface bridge set lan auto-mac=yes");
        router.Network.Links.Find("lan")!.Mac.ShouldBe(router.Network.Links.Find("ether1")!.Mac);
    }

    [Fact]
    public async Task A_name_that_the_kernel_would_not_take_is_no_problem()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface bridge add name=\"the bridge of the whole office\"", "/interface bridge port add bridge=\"the bridge\" interface=ether1")).ShouldBe("");
        router.Network.Links.Find("the bridge of the whole office").ShouldNotBeNull().Kind.ShouldBe(LinkKind.Bridge);
    }
}
