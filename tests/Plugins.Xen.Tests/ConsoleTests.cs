using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Appliance.XenPlugin.Hypervisors.Simulated;

namespace Appliance.XenPlugin.Tests;

/// <summary>A guest's one console, by command and by telnet.</summary>
public sealed class ConsoleTests : IAsyncLifetime
{
    private readonly SimulatedHypervisor _hypervisor = new();
    private readonly TestRouter _router;
    private readonly int _port = FreePort();

    public ConsoleTests() => _router = new TestRouter(_hypervisor);

    public async ValueTask InitializeAsync()
    {
        await _router.StartAsync();
        _router.NewFile("a.img");
        await _router.TypeAsync($"/xen add name=a disk-image=a.img console-telnet-port={_port}\n/xen enable a");
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task The_command_shows_what_came_last()
    {
        await WriteAsync("login: ");
        await _router.UntilAsync("/xen console a", shown => shown.Contains("[Ctrl-A is the prefix key]\nlogin: \n"));
    }

    [Fact]
    public async Task A_telnet_client_types_and_reads_and_whoever_comes_second_is_told()
    {
        using var first = await ConnectAsync();
        (await ReadAsync(first, 9)).ShouldBe([255, 251, 1, 255, 251, 3, 255, 253, 3]);
        await first.GetStream().WriteAsync("ls\r\n"u8.ToArray());
        (await _hypervisor.Guest("1").Console.Input.ReadAtLeastAsync(3)).Buffer.FirstSpan.ToArray().ShouldBe("ls\r"u8.ToArray());
        await WriteAsync("file\r\n");
        (await ReadAsync(first, 6)).ShouldBe("file\r\n"u8.ToArray());

        using var second = await ConnectAsync();
        (await new StreamReader(second.GetStream()).ReadToEndAsync()).ShouldBe("console of a is in use by telnet from 127.0.0.1\r\n");
        (await _router.TypeAsync("/xen console a")).ShouldEndWith("failure: console of a is in use by telnet from 127.0.0.1\n");
    }

    [Fact]
    public async Task The_console_is_free_again_when_its_user_has_gone()
    {
        using (var first = await ConnectAsync()) await ReadAsync(first, 9);
        await _router.UntilAsync("/xen console a", shown => shown.Contains("[Ctrl-A is the prefix key]"));
    }

    [Fact]
    public async Task The_port_is_open_while_the_guest_runs_and_moves_at_once()
    {
        using var first = await ConnectAsync();
        await ReadAsync(first, 9);
        var other = FreePort();
        await _router.TypeAsync($"/xen set a console-telnet-port={other}");
        (await first.GetStream().ReadAsync(new byte[1])).ShouldBe(0);
        using (var moved = new TcpClient()) await moved.ConnectAsync(IPAddress.Loopback, other);
        await _router.TypeAsync("/xen shutdown a");
        using var late = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, other));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_logged_and_the_guest_runs()
    {
        using var taken = new TcpListener(IPAddress.Any, 0);
        taken.Start();
        await _router.TypeAsync($"/xen set a console-telnet-port={((IPEndPoint)taken.LocalEndpoint).Port}");
        _router.Log.Lines.ShouldContain(line => line.StartsWith("console of a can not be offered on port ") && line.EndsWith("Address already in use"));
        (await _router.TypeAsync("/xen print")).ShouldContain("256    running");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port);
        return client;
    }

    private static async Task<byte[]> ReadAsync(TcpClient client, int count)
    {
        var octets = new byte[count];
        await client.GetStream().ReadExactlyAsync(octets);
        return octets;
    }

    private async Task WriteAsync(string text) => await _hypervisor.Guest("1").Console.Output.WriteAsync(Encoding.ASCII.GetBytes(text));
}
