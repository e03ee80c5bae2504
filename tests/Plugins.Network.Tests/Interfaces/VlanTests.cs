using Appliance.Sdk.Drivers.Network;

namespace Plugins.Network.Tests.Interfaces;

public sealed class VlanTests
{
    [Fact]
    public async Task A_vlan_is_printed_with_its_number_and_the_interface_below()
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface vlan add vlan-id=32 interface=ether1", "/interface vlan print")).ShouldBe("""
            Flags: X - disabled, R - running, S - slave
             #    NAME                   MTU   ARP        VLAN-ID INTERFACE
             0 R  vlan1                  1500  enabled    32      ether1

            """);
        router.Network.Links.Find("vlan1").ShouldNotBeNull().Parent.ShouldBe(router.Network.Links.Find("ether1")!.Index);
        (await router.TypeAsync("/interface print")).ShouldContain("vlan1");
    }

    [Fact]
    public async Task It_runs_while_the_interface_below_runs()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface vlan add name=v interface=ether1", "/interface disable ether1");
        (await router.TypeAsync("/interface vlan print")).ShouldContain(" 0    v ");
        await router.TypeAsync("/interface enable ether1");
        (await router.TypeAsync("/interface vlan print")).ShouldContain(" 0 R  v ");
    }

    [Fact]
    public async Task Another_number_makes_another_link_and_addresses_follow()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface vlan add name=v vlan-id=5 interface=ether1", "/ip address add address=10.5.0.1/24 interface=v");
        var before = router.Network.Links.Find("v")!.Index;
        await router.TypeAsync("/interface vlan set v vlan-id=6");
        var after = router.Network.Links.Find("v")!.Index;
        after.ShouldNotBe(before);
        await router.UntilAsync(() => router.Network.Addresses.All.Any(address => address.LinkIndex == after));
    }

    [Fact]
    public async Task A_renamed_interface_below_changes_nothing()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface vlan add name=v vlan-id=5 interface=ether1");
        var before = router.Network.Links.Find("v")!.Index;
        await router.TypeAsync("/interface set ether1 name=uplink", "/interface set v name=office");
        router.Network.Links.Find("office")!.Index.ShouldBe(before);
        (await router.TypeAsync("/interface vlan print")).ShouldContain("uplink");
    }

    [Fact]
    public async Task It_comes_back_with_the_bridge_below_and_goes_with_it()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bridge add name=lan", "/interface vlan add name=v interface=lan");
        router.Network.Outside.RemoveLink("lan");
        await router.UntilAsync(() => router.Network.Links.Find("v") is { } link && router.Network.Links.Find("lan")?.Index == link.Parent);
        await router.TypeAsync("/interface bridge remove lan");
        router.Network.Links.Find("v").ShouldBeNull();
        (await router.TypeAsync("/interface vlan print")).ShouldContain("(unknown)");
    }

    [Fact]
    public async Task A_vlan_that_nobody_wants_is_taken_away()
    {
        var network = TypedRouter.TwoCards();
        await network.Links.EnsureAsync(new LinkSpec { Name = "old", Kind = LinkKind.Vlan, Vlan = new VlanSpec("ether1", 9, false) });
        await using var router = await TypedRouter.StartAsync(network);
        network.Links.Find("old").ShouldBeNull();
    }

    [Theory]
    [InlineData("/interface vlan add vlan-id=0 interface=ether1", "value of vlan-id is out of range (1..4094)")]
    [InlineData("/interface vlan add vlan-id=7", "missing value(s) of argument(s) interface")]
    [InlineData("/interface vlan add vlan-id=7 interface=nowhere", "input does not match any value of interface")]
    [InlineData("/interface vlan add vlan-id=5 interface=ether2", "failure: already have vlan with such id on this interface")]
    [InlineData("/interface vlan set a interface=a", "failure: interface can not be below itself")]
    [InlineData("/interface vlan set a interface=b", "failure: interface can not be below itself")]
    public async Task What_can_not_be_is_refused(string line, string sentence)
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface vlan add name=a vlan-id=5 interface=ether2", "/interface vlan add name=b vlan-id=6 interface=a")).ShouldBe("");
        (await router.TypeAsync(line)).ShouldStartWith(sentence);
    }
}
