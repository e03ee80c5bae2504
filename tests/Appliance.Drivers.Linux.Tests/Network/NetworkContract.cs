using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Network;

/// <summary>What every network has to do, the kernel's and the simulated one.</summary>
public abstract class NetworkContract
{
    protected abstract INetwork Network { get; }

    /// <summary>A cable with a carrier appears.</summary>
    protected abstract void Plug(string name);

    protected abstract void RemoveLinkOutside(string name);

    protected abstract void RemoveAddressOutside(string link, Ip4Prefix address);

    protected static Ip4Prefix Prefix(string text) => Ip4Prefix.TryParse(text, out var prefix) ? prefix : throw new FormatException(text);

    protected static Ip4 Address(string text) => Prefix(text).Address;

    protected static readonly BridgeSpec PlainBridge = new(false, 0x8000, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));

    protected static LinkSpec Bridge(string name, bool up = true) => new() { Name = name, Kind = LinkKind.Bridge, Up = up, Bridge = PlainBridge };

    [Fact]
    public async Task A_bridge_that_was_made_can_be_seen_when_the_task_is_complete()
    {
        await Network.Links.EnsureAsync(Bridge("lan") with { Mtu = 1400, Mac = new MacAddress(0x020000000001) });
        var link = Network.Links.Find("lan").ShouldNotBeNull();
        (link.Kind, link.Up, link.Mtu, link.Mac).ShouldBe((LinkKind.Bridge, true, 1400, new MacAddress(0x020000000001)));
        Network.Links.Find(link.Index).ShouldBe(link);
        await Network.Links.RemoveAsync("lan");
        Network.Links.Find("lan").ShouldBeNull();
        await Network.Links.RemoveAsync("lan");
    }

    [Fact]
    public async Task A_port_joins_a_bridge_and_leaves_it()
    {
        Plug("port");
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Links.EnsureAsync(new LinkSpec { Name = "port", Kind = LinkKind.Existing, Up = true, Master = "lan", Port = new BridgePortSpec(32, 10, false) });
        Network.Links.Find("port")!.Master.ShouldBe(Network.Links.Find("lan")!.Index);
        await Network.Links.EnsureAsync(new LinkSpec { Name = "port", Kind = LinkKind.Existing, Master = "" });
        Network.Links.Find("port").ShouldNotBeNull().Master.ShouldBe(0);
    }

    [Theory]
    [InlineData("vif1")]
    [InlineData("the cable to a guest")]
    public async Task A_link_takes_the_name_and_the_place_of_another_one(string name)
    {
        Plug("cable");
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Links.EnsureAsync(new LinkSpec { Name = name, Kind = LinkKind.Tap, Up = true, Mtu = 1400, Mac = new MacAddress(0x020000000009), Master = "lan" });
        var index = Network.Links.Find("cable")!.Index;
        await Network.Links.ReplaceAsync(name, "cable");
        await Network.Links.ReplaceAsync(name, name);
        var link = Network.Links.Find(name)!;
        (link.Index, link.Up, link.Mtu, link.Mac, link.Master, link.Ours).ShouldBe((index, true, 1400, new MacAddress(0x020000000009), Network.Links.Find("lan")!.Index, true));
        Network.Links.Find("cable").ShouldBeNull();
        await Should.ThrowAsync<NotReadyException>(() => Network.Links.ReplaceAsync(name, "cable"));
    }

    [Fact]
    public async Task A_renamed_bridge_keeps_its_ports_addresses_and_routes()
    {
        Plug("port");
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Links.EnsureAsync(new LinkSpec { Name = "port", Kind = LinkKind.Existing, Up = true, Master = "lan" });
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        await Network.Routes.EnsureAsync(new RouteSpec(Prefix("10.9.0.0/16"), 1, RouteKind.Unicast, [(Address("10.1.0.2"), null)], null));
        await Network.Links.RenameAsync("lan", "office");
        var office = Network.Links.Find("office").ShouldNotBeNull();
        Network.Links.Find("lan").ShouldBeNull();
        office.Up.ShouldBeTrue();
        Network.Links.Find("port")!.Master.ShouldBe(office.Index);
        Network.Addresses.All.ShouldContain(row => row.LinkIndex == office.Index && row.Address == Prefix("10.1.0.1/24"));
        Network.Routes.All.ShouldContain(row => row.Destination == Prefix("10.9.0.0/16"));
        await Network.Links.RenameAsync("lan", "office");
    }

    [Theory]
    [InlineData("a name with blanks")]
    [InlineData("longer-than-fifteen-octets")]
    [InlineData("a/slash:colon%percent")]
    [InlineData("žodis")]
    [InlineData("all")]
    public async Task Any_name_of_the_administrators_works(string name)
    {
        await Network.Links.EnsureAsync(Bridge(name));
        Network.Links.Find(name).ShouldNotBeNull().Name.ShouldBe(name);
        await Network.Links.RenameAsync(name, "plain");
        await Network.Links.RenameAsync("plain", name + " again");
        Network.Links.Find("plain").ShouldBeNull();
        await Network.Links.RemoveAsync(name + " again");
        Network.Links.All.ShouldNotContain(link => link.Kind == LinkKind.Bridge);
    }

    [Fact]
    public async Task A_name_that_a_link_of_another_kind_has_is_refused()
    {
        Plug("port");
        await Should.ThrowAsync<RefusedException>(() => Network.Links.EnsureAsync(Bridge("port")));
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Should.ThrowAsync<RefusedException>(() => Network.Links.RenameAsync("lan", "port"));
    }

    [Fact]
    public async Task What_needs_a_link_that_is_not_there_is_not_ready()
    {
        await Should.ThrowAsync<NotReadyException>(() => Network.Links.EnsureAsync(new LinkSpec { Name = "gone", Kind = LinkKind.Existing, Up = true }));
        await Should.ThrowAsync<NotReadyException>(() => Network.Addresses.EnsureAsync("gone", Prefix("10.1.0.1/24")));
        await Should.ThrowAsync<NotReadyException>(() => Network.Neighbours.EnsureAsync("gone", Address("10.1.0.2"), new MacAddress(2)));
        await Should.ThrowAsync<NotReadyException>(() =>
            Network.Routes.EnsureAsync(new RouteSpec(Prefix("10.9.0.0/16"), 1, RouteKind.Unicast, [(Address("10.99.0.1"), null)], null)));
        await Network.Addresses.RemoveAsync("gone", Prefix("10.1.0.1/24"));
        await Network.Routes.RemoveAsync(Prefix("10.9.0.0/16"), 1);
        await Network.Neighbours.RemoveAsync("gone", Address("10.1.0.2"), proxy: false);
    }

    [Fact]
    public async Task Changes_wait_for_the_flush_of_a_hold_and_each_has_its_own_result()
    {
        await using var hold = Network.Hold();
        var bridge = Network.Links.EnsureAsync(Bridge("lan"));
        var address = Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        var lost = Network.Addresses.EnsureAsync("gone", Prefix("10.2.0.1/24"));
        var route = Network.Routes.EnsureAsync(new RouteSpec(Prefix("10.9.0.0/16"), 1, RouteKind.Unicast, [(Address("10.1.0.2"), null)], null));
        bridge.IsCompleted.ShouldBeFalse();
        Network.Links.Find("lan").ShouldBeNull();
        (await hold.FlushAsync(TestContext.Current.CancellationToken)).ShouldBe(4);
        bridge.IsCompletedSuccessfully.ShouldBeTrue();
        address.IsCompletedSuccessfully.ShouldBeTrue();
        route.IsCompletedSuccessfully.ShouldBeTrue();
        await Should.ThrowAsync<NotReadyException>(() => lost);
        Network.Addresses.All.ShouldContain(row => row.Address == Prefix("10.1.0.1/24"));
        (await hold.FlushAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_follows_another_one_waits_for_the_next_flush_of_the_same_hold()
    {
        async Task Both()
        {
            await Network.Links.EnsureAsync(Bridge("lan"));
            await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        }
        await using var hold = Network.Hold();
        var both = Both();
        (await hold.FlushAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        (await hold.FlushAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        both.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task An_address_brings_its_connected_route_and_takes_it_away()
    {
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        var link = Network.Links.Find("lan")!.Index;
        Network.Addresses.All.ShouldContain(new LinkAddress(link, Prefix("10.1.0.1/24"), Address("10.1.0.255"), Ours: true));
        var route = Network.Routes.All.Single(row => row.Destination == Prefix("10.1.0.0/24"));
        route.Up.ShouldBeTrue();
        (route.Connected, route.PreferredSource, route.Gateways[0].LinkIndex).ShouldBe((true, Address("10.1.0.1"), link));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"), Address("10.1.0.254"));
        Network.Addresses.All.ShouldContain(new LinkAddress(link, Prefix("10.1.0.1/24"), Address("10.1.0.254"), Ours: true));
        await Network.Addresses.RemoveAsync("lan", Prefix("10.1.0.1/24"));
        Network.Addresses.All.ShouldNotContain(row => row.LinkIndex == link);
        Network.Routes.All.ShouldNotContain(row => row.Destination == Prefix("10.1.0.0/24"));
    }

    [Fact]
    public async Task A_link_that_goes_down_takes_its_routes_with_it()
    {
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        await Network.Routes.EnsureAsync(new RouteSpec(Prefix("10.9.0.0/16"), 1, RouteKind.Unicast, [(Address("10.1.0.2"), null)], null));
        await Network.Links.EnsureAsync(Bridge("lan", up: false));
        Network.Routes.All.ShouldBeEmpty();
        await Network.Links.EnsureAsync(Bridge("lan"));
        Network.Routes.All.Select(route => route.Destination).ShouldBe([Prefix("10.1.0.0/24")]);
    }

    [Theory]
    [InlineData(RouteKind.Blackhole)]
    [InlineData(RouteKind.Unreachable)]
    [InlineData(RouteKind.Prohibit)]
    public async Task A_route_can_drop_packets(RouteKind kind)
    {
        await Network.Routes.EnsureAsync(new RouteSpec(Prefix("10.9.0.0/16"), 7, kind, [], null));
        var route = Network.Routes.All.Single();
        (route.Kind, route.Metric, route.Up).ShouldBe((kind, 7u, true));
        await Network.Routes.RemoveAsync(Prefix("10.9.0.0/16"), 7);
        Network.Routes.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_is_replaced_and_may_have_several_gateways()
    {
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.2.0.1/24"));
        var destination = Prefix("10.9.0.0/16");
        await Network.Routes.EnsureAsync(new RouteSpec(destination, 1, RouteKind.Unicast, [(Address("10.1.0.2"), null)], null));
        await Network.Routes.EnsureAsync(new RouteSpec(destination, 1, RouteKind.Unicast, [(Address("10.1.0.2"), null), (Address("10.2.0.2"), "lan")], Address("10.2.0.1")));
        var route = Network.Routes.All.Single(row => row.Destination == destination);
        route.Gateways.Select(hop => hop.Gateway).ShouldBe([Address("10.1.0.2"), Address("10.2.0.2")]);
        route.PreferredSource.ShouldBe(Address("10.2.0.1"));
        await Network.Routes.EnsureAsync(new RouteSpec(destination, 1, RouteKind.Unicast, [(null, "lan")], null));
        Network.Routes.All.Single(row => row.Destination == destination).Gateways.ShouldBe([(null, Network.Links.Find("lan")!.Index)]);
    }

    [Fact]
    public async Task Neighbours_can_be_typed_and_published()
    {
        await Network.Links.EnsureAsync(Bridge("lan"));
        var link = Network.Links.Find("lan")!.Index;
        await Network.Neighbours.EnsureAsync("lan", Address("10.1.0.2"), new MacAddress(0x020000000002));
        await Network.Neighbours.EnsureAsync("lan", Address("10.1.0.3"), null);
        Network.Neighbours.All.ShouldContain(new Neighbour(link, Address("10.1.0.2"), new MacAddress(0x020000000002), true, false));
        Network.Neighbours.All.ShouldContain(row => row.Proxy && row.Address == Address("10.1.0.3"));
        await Network.Neighbours.RemoveAsync("lan", Address("10.1.0.2"), proxy: false);
        await Network.Neighbours.RemoveAsync("lan", Address("10.1.0.3"), proxy: true);
        Network.Neighbours.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_do_is_seen_and_reported()
    {
        await Network.Links.EnsureAsync(Bridge("lan"));
        await Network.Addresses.EnsureAsync("lan", Prefix("10.1.0.1/24"));
        var address = new TaskCompletionSource();
        var link = new TaskCompletionSource();
        Network.Addresses.Changed += (row, change) => { if (row is not null && change == NetworkChange.Removed) address.TrySetResult(); };
        Network.Links.Changed += (row, change) => { if (row?.Name == "lan" && change == NetworkChange.Removed) link.TrySetResult(); };
        RemoveAddressOutside("lan", Prefix("10.1.0.1/24"));
        await address.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Network.Addresses.All.ShouldNotContain(row => row.Address == Prefix("10.1.0.1/24"));
        RemoveLinkOutside("lan");
        await link.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Network.Links.Find("lan").ShouldBeNull();
    }

    [Fact]
    public async Task An_ensured_link_that_is_right_is_left_alone()
    {
        await Network.Links.EnsureAsync(Bridge("lan") with { Arp = ArpMode.ProxyArp });
        var before = Network.Links.Find("lan");
        var changes = 0;
        Network.Links.Changed += (_, _) => Interlocked.Increment(ref changes);
        await Network.Links.EnsureAsync(Bridge("lan") with { Arp = ArpMode.ProxyArp });
        Network.Links.Find("lan").ShouldBe(before);
        changes.ShouldBe(0);
    }

    [Fact]
    public async Task Many_links_are_removed_together()
    {
        await using (var hold = Network.Hold())
        {
            for (var at = 0; at < 50; at++) _ = Network.Links.EnsureAsync(Bridge($"b{at}"));
            await hold.FlushAsync(TestContext.Current.CancellationToken);
            Network.Links.All.Count(link => link.Kind == LinkKind.Bridge).ShouldBe(50);
            for (var at = 0; at < 50; at++) _ = Network.Links.RemoveAsync($"b{at}");
        }
        Network.Links.All.ShouldNotContain(link => link.Kind == LinkKind.Bridge);
    }
}
