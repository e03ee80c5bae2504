using Appliance.Drivers.Linux.Netlink;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Network;

[Trait("needs", "namespace")]
public sealed class LinuxNetworkTests : NetworkContract, IAsyncDisposable
{
    private readonly TestNamespace _inside = new();
    private readonly LinuxNetwork _network;

    public LinuxNetworkTests() => _network = _inside.Do(() => new LinuxNetwork());

    protected override INetwork Network => _network;

    protected override void Plug(string name)
    {
        _inside.Ip($"link add {name} type veth peer name other");
        _inside.Ip("link set other up");
    }

    protected override void RemoveLinkOutside(string name) => _inside.Ip($"link del {name}");

    protected override void RemoveAddressOutside(string link, Ip4Prefix address) => _inside.Ip($"address del {address} dev {link}");

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        _inside.Dispose();
    }

    [Fact]
    public async Task The_kernel_has_the_parameters_of_a_bridge_and_its_port()
    {
        Plug("port");
        await Network.Links.EnsureAsync(Bridge("lan") with
        {
            Bridge = new BridgeSpec(true, 0x1000, TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(4), TimeSpan.FromMinutes(1)),
        });
        await Network.Links.EnsureAsync(new LinkSpec { Name = "port", Kind = LinkKind.Existing, Up = true, Master = "lan", Port = new BridgePortSpec(16, 77, true) });
        var bridge = _inside.Link("lan").GetProperty("linkinfo").GetProperty("info_data");
        (bridge.GetProperty("stp_state").GetInt32(), bridge.GetProperty("priority").GetInt32(), bridge.GetProperty("max_age").GetInt32(),
            bridge.GetProperty("forward_delay").GetInt32(), bridge.GetProperty("ageing_time").GetInt32()).ShouldBe((1, 0x1000, 2100, 400, 6000));
        var port = _inside.Link("port");
        port.GetProperty("master").GetString().ShouldBe("lan");
        var data = port.GetProperty("linkinfo").GetProperty("info_slave_data");
        (data.GetProperty("priority").GetInt32(), data.GetProperty("cost").GetInt32(), data.GetProperty("isolated").GetBoolean()).ShouldBe((16, 77, true));
    }

    [Fact]
    public async Task A_long_name_stands_in_the_alias()
    {
        await Network.Links.EnsureAsync(Bridge("bridge of the whole office"));
        var link = _inside.Link(Network.Links.Find("bridge of the whole office")!.KernelName);
        link.GetProperty("ifalias").GetString().ShouldBe("bridge of the whole office");
        await using var second = _inside.Do(() => new LinuxNetwork());
        second.Links.Find("bridge of the whole office").ShouldBe(Network.Links.Find("bridge of the whole office"));
    }

    [Fact]
    public async Task A_tap_persists_and_runs_only_while_a_guest_has_it_open()
    {
        await Network.Links.EnsureAsync(new LinkSpec { Name = "vif1", Kind = LinkKind.Tap, Up = true, Mac = new MacAddress(0x020000000009) });
        var tap = _inside.Link("vif1").GetProperty("linkinfo").GetProperty("info_data");
        (tap.GetProperty("type").GetString(), tap.GetProperty("persist").GetBoolean(), tap.GetProperty("vnet_hdr").GetBoolean()).ShouldBe(("tap", true, true));
        var link = Network.Links.Find("vif1")!;
        (link.Kind, link.Up, link.Running, link.Mac).ShouldBe((LinkKind.Tap, true, false, new MacAddress(0x020000000009)));
        await Network.Links.RemoveAsync("vif1");
        _inside.Read("link").ShouldAllBe(row => row.GetProperty("ifname").GetString() != "vif1");
    }

    [Fact]
    public async Task A_veth_pairs_other_end_goes_to_another_namespace()
    {
        using var lan = new TestNamespace();
        using var process = lan.Start("sleep", "30");
        await Network.Links.EnsureAsync(new LinkSpec { Name = "ether1", Kind = LinkKind.Veth, Up = true, Peer = ("eth0", process.Id) });
        process.Kill();
        Network.Links.Find("ether1")!.IsPort.ShouldBeTrue();
        lan.Read("link").ShouldContain(row => row.GetProperty("ifname").GetString() == "eth0");
    }

    [Theory]
    [InlineData(ArpMode.Disabled)]
    [InlineData(ArpMode.ProxyArp)]
    [InlineData(ArpMode.ReplyOnly)]
    public async Task The_kernel_answers_arp_as_told(ArpMode mode)
    {
        await Network.Links.EnsureAsync(Bridge("lan") with { Arp = mode });
        _inside.Link("lan").GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "NOARP").ShouldBe(mode == ArpMode.Disabled);
        _inside.Do(() => File.ReadAllText("/proc/sys/net/ipv4/conf/lan/proxy_arp").Trim()).ShouldBe(mode == ArpMode.ProxyArp ? "1" : "0");
        _inside.Do(() => File.ReadAllText("/proc/sys/net/ipv4/neigh/lan/mcast_solicit").Trim()).ShouldBe(mode == ArpMode.ReplyOnly ? "0" : "3");
        await Network.Links.EnsureAsync(Bridge("lan") with { Arp = ArpMode.Enabled });
        _inside.Link("lan").GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "NOARP").ShouldBeFalse();
        _inside.Do(() => File.ReadAllText("/proc/sys/net/ipv4/conf/lan/proxy_arp").Trim()).ShouldBe("0");
        _inside.Do(() => File.ReadAllText("/proc/sys/net/ipv4/neigh/lan/mcast_solicit").Trim()).ShouldBe("3");
    }

    [Fact]
    public async Task The_kernels_own_sentence_is_passed_on()
    {
        await Network.Links.EnsureAsync(Bridge("a"));
        await Network.Links.EnsureAsync(Bridge("b"));
        var error = await Should.ThrowAsync<RefusedException>(() => Network.Links.EnsureAsync(Bridge("a") with { Master = "b" }));
        error.Message.ShouldBe("can not enslave a bridge to a bridge");
        error = await Should.ThrowAsync<RefusedException>(() => Network.Links.EnsureAsync(Bridge("a") with { Mtu = 70000 }));
        error.Message.ShouldBe("mtu greater than device maximum");
    }

    [Fact]
    public async Task A_link_that_cannot_get_all_it_should_is_not_left_behind()
    {
        await Network.Links.EnsureAsync(Bridge("b"));
        // A bridge cannot have a port's parameters, which are sent after it was made.
        await Should.ThrowAsync<RefusedException>(() => Network.Links.EnsureAsync(Bridge("a name with blanks") with { Port = new BridgePortSpec(1, 1, false) }));
        _inside.Read("link").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Counters_count_packets()
    {
        Plug("port");
        await Network.Links.EnsureAsync(new LinkSpec { Name = "port", Kind = LinkKind.Existing, Up = true });
        await Network.Addresses.EnsureAsync("port", Prefix("10.1.0.1/24"));
        await Network.Neighbours.EnsureAsync("port", Address("10.1.0.2"), new MacAddress(0x020000000002));
        _inside.Do(() =>
        {
            using var socket = new System.Net.Sockets.UdpClient();
            return socket.Send([1, 2, 3], new System.Net.IPEndPoint(Address("10.1.0.2").ToIPAddress(), 9));
        });
        var counters = await Network.Links.CountersAsync(TestContext.Current.CancellationToken);
        counters[Network.Links.Find("port")!.Index].TxPackets.ShouldBeGreaterThan(0ul);
        counters[Network.Links.Find("other")!.Index].RxBytes.ShouldBeGreaterThan(0ul);
    }

    [Fact]
    public async Task After_an_overrun_everything_is_read_again()
    {
        await using var small = _inside.Do(() => new LinuxNetwork(listenersBuffer: 4096));
        using var busy = new ManualResetEventSlim();
        var (again, overruns) = (new TaskCompletionSource(), 0);
        small.Links.Changed += (link, _) =>
        {
            if (link is not null) busy.Wait(TimeSpan.FromSeconds(20));
            else overruns++;
            if (overruns > 0 && small.Links.All.Select(row => row.Name).SequenceEqual(Network.Links.All.Select(row => row.Name))) again.TrySetResult();
        };
        for (var at = 0; at < 40; at++) await Network.Links.EnsureAsync(Bridge($"b{at}"));
        await Network.Links.RemoveAsync("b0");
        busy.Set();
        await again.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        small.Links.Find("b39").ShouldNotBeNull();
        small.Links.Find("b0").ShouldBeNull();
    }

    [Fact]
    public void The_namespace_forwards_packets() => _inside.Do(() => File.ReadAllText("/proc/sys/net/ipv4/ip_forward").Trim()).ShouldBe("1");

    [Fact]
    public async Task A_port_is_hardware_or_a_cable_to_somewhere_else()
    {
        Plug("port");
        await Network.Links.EnsureAsync(Bridge("lan"));
        Network.Links.All.ShouldAllBe(link => !link.IsPort);
    }
}
