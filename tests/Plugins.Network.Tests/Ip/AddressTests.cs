using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Plugins.Network.Tests.Ip;

public sealed class AddressTests
{
    private static readonly Ip4Prefix s_address = new(new Ip4(0x0A_00_00_01), 24);

    [Fact]
    public async Task Network_and_broadcast_follow_from_the_address()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2")).ShouldBe("");
        (await router.TypeAsync("/ip address print")).ShouldBe("""
            Flags: X - disabled, I - invalid, D - dynamic
             #   ADDRESS            NETWORK         BROADCAST       INTERFACE
             0   10.0.0.1/24        10.0.0.0        10.0.0.255      ether2

            """);
        (await router.TypeAsync("/ip address export")).ShouldNotContain("actual-interface");
    }

    [Fact]
    public async Task A_changed_address_takes_the_place_of_the_old_one()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2", "/ip address set 0 address=10.0.0.2/24");
        router.Network.Addresses.All.Select(row => row.Address.ToString()).ShouldBe(["10.0.0.2/24"]);
        await router.TypeAsync("/ip address set 0 interface=ether1");
        router.Network.Addresses.All.Select(row => row.LinkIndex).ShouldBe([router.Network.Links.Find("ether1")!.Index]);
        await router.TypeAsync("/ip address disable 0");
        router.Network.Addresses.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_address_of_a_bridges_port_is_carried_by_the_bridge_as_long_as_it_is_one()
    {
        await using var router = await TypedRouter.StartAsync();
        int Carrier() => router.Network.Addresses.All.Single().LinkIndex;
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether1", "/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1");
        await router.UntilAsync(() => router.Network.Addresses.All.Count == 1 && Carrier() == router.Network.Links.Find("lan")!.Index);
        (await router.TypeAsync("/ip address print detail")).ShouldContain("actual-interface=\"lan\"");
        await router.TypeAsync("/interface bridge port remove 0");
        await router.UntilAsync(() => router.Network.Addresses.All.Count == 1 && Carrier() == router.Network.Links.Find("ether1")!.Index);
    }

    [Fact]
    public async Task An_address_that_somebody_took_away_is_put_back()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2");
        router.Network.Outside.RemoveAddress("ether2", s_address);
        await router.UntilAsync(() => router.Network.Addresses.All.Any(row => row.Address == s_address));
    }

    [Fact]
    public async Task An_address_waits_for_a_card_that_is_not_there()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2");
        router.Network.Outside.RemoveLink("ether2");
        await router.UntilAsync(() => router.Network.Links.Find("ether2") is null);
        router.Network.Outside.Plug("ether2", new MacAddress(0x02_1C_AE_C1_B4_02));
        await router.UntilAsync(() => router.Network.Addresses.All.Any(row => row.Address == s_address));
        // The flag goes when the engine's turn ends, which a command of ours has to wait for.
        await router.TypeAsync("/ip address comment 0 comment=back");
        (await router.TypeAsync("/ip address print")).ShouldContain(" 0   ;;; back\n     10.0.0.1/24");
    }

    [Fact]
    public async Task The_same_address_twice_is_refused()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2");
        (await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2")).ShouldBe("failure: already have such address\n");
    }

    [Fact]
    public async Task An_address_of_an_interface_that_is_renamed_stays()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/ip address add address=10.0.0.1/24 interface=ether2", "/interface set ether2 name=wan");
        router.Network.Addresses.All.Single().LinkIndex.ShouldBe(router.Network.Links.Find("wan")!.Index);
        (await router.TypeAsync("/ip address print")).ShouldContain("wan");
    }
}
