using Appliance.Drivers.Linux.Netlink;
using Appliance.Drivers.Linux.Tests.Network;
using Appliance.Engine.Store;
using Appliance.IpPlugin.Pings;
using Microsoft.Extensions.DependencyInjection;

namespace Plugins.Network.Tests;

/// <summary>The plugins on a real kernel: two cards whose other ends are in a namespace that plays the LAN.</summary>
[Trait("needs", "namespace")]
public sealed class KernelTests : IDisposable
{
    private readonly TestNamespace _inside = new();
    private readonly TestNamespace _lan = new();

    public KernelTests()
    {
        using var sleeper = _lan.Start("sleep", "30");
        foreach (var number in new[] { 1, 2 }) _inside.Ip($"link add ether{number} type veth peer name eth{number} netns {sleeper.Id}");
        sleeper.Kill();
        _lan.Ip("link set lo up");
        _lan.Ip("link set eth1 up");
        _lan.Ip("link set eth2 up");
    }

    public void Dispose()
    {
        _inside.Dispose();
        _lan.Dispose();
    }

    [Fact]
    public async Task What_is_typed_stands_in_the_kernel()
    {
        await using var driver = _inside.Do(() => new LinuxNetwork());
        await using var router = await TypedRouter.StartAsync(driver);
        (await router.TypeAsync("/interface bridge add name=\"the whole LAN\" protocol-mode=stp priority=0x1000", "/interface bridge port add bridge=\"the whole LAN\" interface=ether1 path-cost=7",
            "/ip address add address=10.1.0.1/24 interface=\"the whole LAN\"", "/ip route add gateway=10.1.0.2", "/ip arp add address=10.1.0.9 interface=\"the whole LAN\" mac-address=02:00:00:00:00:09",
            "/interface ethernet set ether2 name=wan mtu=1400")).ShouldBe("");
        var name = driver.Links.Find("the whole LAN")!.KernelName;
        _inside.Link(name).GetProperty("linkinfo").GetProperty("info_data").GetProperty("stp_state").GetInt32().ShouldBe(1);
        _inside.Link("ether1").GetProperty("linkinfo").GetProperty("info_slave_data").GetProperty("cost").GetInt32().ShouldBe(7);
        _inside.Link("wan").GetProperty("mtu").GetInt32().ShouldBe(1400);
        _inside.Ip("address show").ShouldContain("inet 10.1.0.1/24 brd 10.1.0.255");
        _inside.Ip("route show").ShouldContain($"default via 10.1.0.2 dev {name} proto 82 metric 1");
        _inside.Ip("neigh show").ShouldContain($"10.1.0.9 dev {name} lladdr 02:00:00:00:00:09 PERMANENT");
    }

    [Fact]
    public async Task What_somebody_did_with_ip_is_repaired()
    {
        await using var driver = _inside.Do(() => new LinuxNetwork());
        await using var router = await TypedRouter.StartAsync(driver);
        await router.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/ip address add address=10.1.0.1/24 interface=lan", "/ip route add gateway=10.1.0.2");
        var before = _inside.Link("lan").GetProperty("ifindex").GetInt32();
        _inside.Ip("link set ether2 down");
        _inside.Ip("link del lan");
        await router.UntilAsync(() => driver.Links.Find("lan") is { } lan && lan.Index != before && driver.Links.Find("ether1")!.Master == lan.Index
            && driver.Routes.All.Any(route => route.Destination.Length == 0) && driver.Links.Find("ether2")!.Up);
        _inside.Ip("route show").ShouldContain("default via 10.1.0.2 dev lan");
    }

    [Fact]
    public async Task A_restarted_router_finds_everything_as_it_left_it()
    {
        var store = new MemoryStore();
        await using var driver = _inside.Do(() => new LinuxNetwork());
        await using (var before = await TypedRouter.StartAsync(driver, store))
            await before.TypeAsync("/interface bridge add name=lan", "/interface bridge port add bridge=lan interface=ether1", "/ip address add address=10.1.0.1/24 interface=lan", "/interface set ether2 name=wan");
        var kernel = _inside.Ip("-oneline -4 address show");
        await using var after = await TypedRouter.StartAsync(driver, store);
        _inside.Ip("-oneline -4 address show").ShouldBe(kernel);
        (await after.TypeAsync("/interface print count-only")).ShouldBe("3\n");
    }

    [Fact]
    public async Task What_a_lost_commit_left_in_the_kernel_is_taken_away()
    {
        await using var driver = _inside.Do(() => new LinuxNetwork());
        await using (var lost = await TypedRouter.StartAsync(driver))
            await lost.TypeAsync("/interface bridge add name=\"a bridge that nobody knows\"", "/ip address add address=10.1.0.1/24 interface=ether1", "/ip route add gateway=10.1.0.2");
        _inside.Ip("address add 10.7.0.1/24 dev ether1");
        _inside.Ip("link add other type bridge");
        await using var router = await TypedRouter.StartAsync(driver);
        driver.Links.All.Where(link => link.Name != "lo").Select(link => link.Name).ShouldBe(["ether1", "ether2", "other"], ignoreOrder: true);
        _inside.Ip("-oneline -4 address show dev ether1").ShouldContain("10.7.0.1/24");
        driver.Addresses.All.Count(address => address.Ours).ShouldBe(0);
        driver.Routes.All.ShouldAllBe(route => route.Connected);
    }

    [Fact]
    public async Task The_router_pings_the_lan()
    {
        _lan.Ip("address add 10.1.0.2/24 dev eth1");
        await using var driver = _inside.Do(() => new LinuxNetwork());
        await using var router = await TypedRouter.StartAsync(driver, services: services => services.AddSingleton<IEcho>(new InsideEcho(_inside, new RawEcho(driver))));
        await router.TypeAsync("/ip address add address=10.1.0.1/24 interface=ether1");
        // The kernel opens a new link's queue up to a second after its carrier came: the first packets may be lost.
        var printed = await router.TypeAsync("/ping 10.1.0.2 count=4 interface=ether1 src-address=10.1.0.1");
        printed.ShouldContain("10.1.0.2 64 byte ping: ttl=64 time");
        printed.ShouldContain("4 packets transmitted, ");
        printed.ShouldContain("round-trip min/avg/max = ");
        // The kernel tells of a learnt neighbour in its own time.
        await router.UntilAsync(() => driver.Neighbours.All.Any(neighbour => neighbour.Mac is not null));
        (await router.TypeAsync("/ip arp print")).ShouldContain(" 0 DC 10.1.0.2 ");
    }

    // A socket belongs to the namespace of the thread that opens it.
    private sealed class InsideEcho(TestNamespace inside, RawEcho echo) : IEcho
    {
        public Task<EchoReply?> SendAsync(EchoRequest request, CancellationToken ct) => inside.Do(() => echo.SendAsync(request, ct));
    }
}
