using Appliance.Sdk.Drivers.Network;

namespace Plugins.Network.Tests.Interfaces;

public sealed class BondTests
{
    [Fact]
    public async Task A_bond_is_printed_with_all_that_it_is()
    {
        await using var router = await TypedRouter.StartAsync();
        router.Width = 100;
        await router.TypeAsync("/interface bonding add slaves=ether1,ether2 mode=active-backup primary=ether2");
        var mac = router.Network.Links.Find("bonding1")!.Mac;
        (await router.TypeAsync("/interface bonding print")).ShouldBe($"""
            Flags: X - disabled, R - running, S - slave
             0 R  name="bonding1" mtu=1500 mac-address={mac} arp=enabled slaves=ether1,ether2
                  mode=active-backup primary=ether2 link-monitoring=mii arp-interval=100ms arp-ip-targets=""
                  mii-interval=100ms down-delay=0s up-delay=0s lacp-rate=30secs transmit-hash-policy=layer-2

            """);
    }

    [Fact]
    public async Task Its_slaves_join_and_leave()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1,ether2");
        var bond = router.Network.Links.Find("b")!.Index;
        Master(router, "ether1").ShouldBe(bond);
        Master(router, "ether2").ShouldBe(bond);
        await router.TypeAsync("/interface bonding set b slaves=ether2");
        Master(router, "ether1").ShouldBe(0);
        await router.TypeAsync("/interface bonding remove b");
        Master(router, "ether2").ShouldBe(0);
        router.Network.Links.Find("b").ShouldBeNull();
    }

    [Fact]
    public async Task A_slave_may_have_a_comma_in_its_name()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface ethernet set ether1 name=\"a,b\\\\\"");
        await router.TypeAsync("/interface bonding add name=b slaves=\"a\\\\,b\\\\\\\\,ether2\"");
        Master(router, "a,b\\").ShouldBe(router.Network.Links.Find("b")!.Index);
        Master(router, "ether2").ShouldBe(router.Network.Links.Find("b")!.Index);
        (await router.TypeAsync(":put [/interface bonding get b slaves]")).ShouldBe("a\\,b\\\\,ether2\n");
    }

    [Fact]
    public async Task It_runs_while_one_slave_runs()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1,ether2", "/interface disable ether1");
        (await router.TypeAsync("/interface print where type=bond")).ShouldContain("R b ");
        await router.TypeAsync("/interface disable ether2");
        (await router.TypeAsync("/interface print where type=bond")).ShouldNotContain("R b ");
    }

    [Fact]
    public async Task Another_mode_makes_another_bond_with_the_same_slaves()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1,ether2");
        var before = router.Network.Links.Find("b")!.Index;
        await router.TypeAsync("/interface bonding set b mode=802.3ad lacp-rate=1sec");
        var after = router.Network.Links.Find("b")!.Index;
        after.ShouldNotBe(before);
        Master(router, "ether1").ShouldBe(after);
    }

    [Fact]
    public async Task A_slave_that_somebody_took_out_is_put_back()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1");
        await router.Network.Links.EnsureAsync(new() { Name = "ether1", Kind = LinkKind.Existing, Master = "" });
        await router.UntilAsync(() => Master(router, "ether1") != 0);
    }

    [Fact]
    public async Task Renamed_slaves_are_followed_and_the_export_names_them()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1,ether2", "/interface set ether1 name=left");
        (await router.TypeAsync(":put [/interface bonding get b slaves]")).ShouldContain("left");
        (await router.TypeAsync("/interface bonding export")).ShouldContain("add name=b slaves=left,ether2");
    }

    [Fact]
    public async Task A_bridge_takes_the_bond_and_not_its_slave()
    {
        await using var router = await TypedRouter.StartAsync();
        await router.TypeAsync("/interface bonding add name=b slaves=ether1", "/interface bridge add name=lan");
        (await router.TypeAsync("/interface bridge port add bridge=lan interface=ether1")).ShouldStartWith("failure: device is a slave of b");
        (await router.TypeAsync("/interface bridge port add bridge=lan interface=b")).ShouldBe("");
        Master(router, "b").ShouldBe(router.Network.Links.Find("lan")!.Index);
    }

    [Theory]
    [InlineData("slaves=ether1,ether1", "failure: slave is given twice")]
    [InlineData("slaves=ether1,b", "failure: interface can not be below itself")]
    [InlineData("slaves=ether1 primary=ether2", "failure: primary must be one of slaves")]
    [InlineData("slaves=ether1 primary=ether1", "failure: primary is for modes active-backup, balance-tlb and balance-alb")]
    [InlineData("link-monitoring=arp", "failure: link-monitoring=arp needs arp-ip-targets")]
    [InlineData("mode=802.3ad link-monitoring=arp arp-ip-targets=10.0.0.1", "failure: link-monitoring=arp does not work with this mode")]
    [InlineData("slaves=ether2", "failure: device is a slave of other")]
    public async Task What_can_not_be_is_refused(string properties, string sentence)
    {
        await using var router = await TypedRouter.StartAsync();
        (await router.TypeAsync("/interface bonding add name=b", "/interface bonding add name=other slaves=ether2")).ShouldBe("");
        (await router.TypeAsync($"/interface bonding set b {properties}")).ShouldStartWith(sentence);
    }

    private static int Master(TypedRouter router, string name) => router.Network.Links.Find(name)!.Master;
}
