using Appliance.Engine.Store;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Plugins.Network.Tests.Interfaces;

public sealed class EthernetTests
{
    [Fact]
    public async Task The_cards_that_are_there_are_found_and_switched_on()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Width = 145;
        // The manual's guest, at the manual's width.
        (await router.TypeAsync("int ethernet print")).ShouldBe("""
            Flags: X - disabled, R - running, S - slave
             #    NAME                                                                                                     MTU   MAC-ADDRESS       ARP
             0 R  ether1                                                                                                   1500  02:1C:AE:C1:B4:01 enabled
             1 R  ether2                                                                                                   1500  02:1C:AE:C1:B4:02 enabled

            """);
        router.Network.Links.Find("ether1")!.Up.ShouldBeTrue();
    }

    [Fact]
    public async Task A_disabled_card_is_down_and_an_enabled_one_is_up()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface disable ether1")).ShouldBe("");
        router.Network.Links.Find("ether1")!.Up.ShouldBeFalse();
        (await router.TypeAsync("/interface ethernet print")).ShouldContain(" 0 X  ether1 ");
        await router.TypeAsync("/interface ethernet enable 0");
        router.Network.Links.Find("ether1")!.Up.ShouldBeTrue();
    }

    [Fact]
    public async Task A_card_that_somebody_switched_off_is_switched_on_again()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Network.Outside.Switch("ether1", up: false);
        await router.UntilAsync(() => router.Network.Links.Find("ether1")!.Up);
    }

    [Fact]
    public async Task A_card_that_is_plugged_in_joins_the_list()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Network.Outside.Plug("ether3", new MacAddress(0x02_1C_AE_C1_B4_03));
        await router.UntilAsync(() => router.Network.Links.Find("ether3")!.Up && router.Config.All<Interface>().Count() == 3);
        (await router.TypeAsync("/interface ethernet print count-only")).ShouldBe("3\n");
    }

    [Fact]
    public async Task A_renamed_card_is_found_again_after_a_restart_of_the_machine()
    {
        var store = new MemoryStore();
        await using (var before = await TypedRouter.StartAsync(store: store))
        {
            await before.TypeAsync("/interface ethernet set ether1 name=\"to the world\"");
            before.Network.Links.Find("to the world").ShouldNotBeNull();
        }
        await using var after = await TypedRouter.StartAsync(TypedRouter.TwoCards(), store);
        after.Network.Links.Find("to the world").ShouldNotBeNull().Up.ShouldBeTrue();
        (await after.TypeAsync("/interface ethernet print count-only")).ShouldBe("2\n");
    }

    [Fact]
    public async Task A_new_card_that_takes_the_old_name_of_a_renamed_one_gets_a_name_of_its_own()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface ethernet set ether1 name=wan");
        router.Network.Outside.Plug("ether1", new MacAddress(0x02_1C_AE_C1_B4_03));
        await router.UntilAsync(() => router.Network.Links.All.Count(link => link is { IsPort: true, Up: true }) == 3);
        router.Network.Links.All.Where(link => link.IsPort).Select(link => link.Name).ShouldBe(["wan", "ether2", "ether3"]);
    }

    [Fact]
    public async Task The_name_that_a_card_had_first_cannot_be_changed()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface ethernet set ether1 default-name=x")).ShouldBe("failure: default-name can not be changed\n");
    }

    [Fact]
    public async Task A_refused_change_is_taken_back()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Network.Outside.LimitMtu("ether1", 1500);
        (await router.TypeAsync("/interface ethernet set ether1 mtu=9000")).ShouldBe("failure: mtu greater than device maximum\n");
        router.Network.Links.Find("ether1")!.Mtu.ShouldBe(1500);
        (await router.TypeAsync(":put [/interface ethernet get ether1 mtu]")).ShouldBe("1500\n");
    }

    [Fact]
    public async Task The_traffic_of_one_second_is_shown_once()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface monitor-traffic ether1 once")).ShouldBe("""
              rx-packets-per-second: 0
                rx-drops-per-second: 0
               rx-errors-per-second: 0
                 rx-bits-per-second: 0bps
              tx-packets-per-second: 0
                tx-drops-per-second: 0
               tx-errors-per-second: 0
                 tx-bits-per-second: 0bps

            """);
    }
}
