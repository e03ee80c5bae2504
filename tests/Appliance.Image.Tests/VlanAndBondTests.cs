using System.Net;
using System.Net.Sockets;
using Appliance.Image.Tests.Running;

namespace Appliance.Image.Tests;

/// <summary>Two appliances with two cables between them.</summary>
public sealed class VlanAndBondTests
{
    [Fact, Trait("needs", "guest")]
    public async Task A_vlan_on_a_bond_carries_packets_also_by_the_second_cable_alone()
    {
        string[] monitors = [.. Enumerable.Range(0, 2).Select(_ => Path.Combine(Path.GetTempPath(), $"appliance-{Guid.NewGuid():N}.sock"))];
        using var leftDisk = await GuestDisk.MakeAsync();
        using var rightDisk = await GuestDisk.MakeAsync();
        int[] ports = [FreePort(), FreePort(), FreePort(), FreePort()];
        await using var left = leftDisk.Boot(128, [.. Cable("one", ports[0], ports[1], 1), .. Cable("two", ports[2], ports[3], 2), "-monitor", $"unix:{monitors[0]},server=on,wait=off"]);
        await using var right = rightDisk.Boot(128, [.. Cable("one", ports[1], ports[0], 3), .. Cable("two", ports[3], ports[2], 4), "-monitor", $"unix:{monitors[1]},server=on,wait=off"]);
        await Task.WhenAll(left.LogInAsync(), right.LogInAsync());
        foreach (var (router, number) in new[] { (left, 1), (right, 2) })
        {
            (await router.TypeAsync("/interface bonding add name=b slaves=ether1,ether2 mode=active-backup")).ShouldBe("");
            (await router.TypeAsync("/interface vlan add name=v vlan-id=32 interface=b")).ShouldBe("");
            (await router.TypeAsync($"/ip address add address=10.32.0.{number}/24 interface=v")).ShouldBe("");
        }
        (await left.TypeAsync("/interface print")).ShouldContain("R b ");
        (await left.TypeAsync("/ping 10.32.0.2 count=5")).ShouldNotContain("100% packet loss");

        // Without the first cable, the second carries everything.
        await TellAsync(monitors, "set_link one off");
        (await left.TypeAsync("/ping 10.32.0.2 count=5")).ShouldNotContain("100% packet loss");
        (await left.TypeAsync("/interface print")).ShouldContain("R b ");
        await TellAsync(monitors, "set_link two off");
        (await left.TypeAsync("/ping 10.32.0.2 count=2")).ShouldContain("100% packet loss");
        await TellAsync(monitors, "set_link one on");
        await TellAsync(monitors, "set_link two on");

        // Tags count: with another number there is nobody.
        (await right.TypeAsync("/interface vlan set v vlan-id=33")).ShouldBe("");
        (await left.TypeAsync("/ping 10.32.0.2 count=2")).ShouldContain("100% packet loss");
        (await left.TypeAsync("/interface vlan set v vlan-id=33")).ShouldBe("");
        (await left.TypeAsync("/ping 10.32.0.2 count=5")).ShouldNotContain("100% packet loss");

        // Another mode is another bond, with the same VLAN on it.
        foreach (var router in new[] { left, right })
            (await router.TypeAsync("/interface bonding set b mode=802.3ad lacp-rate=1sec")).ShouldBe("");
        (await left.TypeAsync("/ping 10.32.0.2 count=10")).ShouldNotContain("100% packet loss");
        (await left.TypeAsync("/interface bonding remove b")).ShouldBe("");
        (await left.TypeAsync("/interface vlan print")).ShouldContain("(unknown)");
    }

    private static string[] Cable(string name, int here, int there, int card) =>
    [
        "-netdev", $"dgram,id={name},local.type=inet,local.host=127.0.0.1,local.port={here},remote.type=inet,remote.host=127.0.0.1,remote.port={there}",
        "-device", $"virtio-net-pci,netdev={name},mac=02:00:00:00:00:0{card}",
    ];

    private static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    // A cable that is pulled has no carrier at either end. QEMU's monitor answers with a prompt when it is done.
    private static async Task TellAsync(IEnumerable<string> monitors, string command)
    {
        foreach (var monitor in monitors)
        {
            using var link = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await link.ConnectAsync(new UnixDomainSocketEndPoint(monitor));
            await using var stream = new NetworkStream(link);
            using var reader = new StreamReader(stream);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(command + "\n"));
            var said = "";
            while (said.Split("(qemu)").Length < 3) said += (char)reader.Read();
        }
    }
}
