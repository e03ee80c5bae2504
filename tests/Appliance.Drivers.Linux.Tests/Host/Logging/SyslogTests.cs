using System.Net;
using System.Net.Sockets;
using System.Text;
using Appliance.Drivers.Linux.Host;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Tests.Host.Logging;

/// <summary>A server on the loopback gets what a syslog server would.</summary>
public sealed class SyslogTests : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private readonly UdpClient _server = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly LogBook _book = new(() => new DateTime(2008, 6, 6, 14, 47, 23), host: () => "core router");

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("system,info", "<30>system,info hello")]
    [InlineData("system,info,account", "<30>system,info,account hello")]
    [InlineData("system,error,critical", "<26>system,error,critical hello")]
    [InlineData("system,error", "<27>system,error hello")]
    [InlineData("script,warning", "<28>script,warning hello")]
    [InlineData("script,debug", "<31>script,debug hello")]
    public async Task The_severity_follows_from_the_topics(string topics, string datagram)
    {
        Use(Action());
        _book.Write(topics, "hello");
        (await ReceiveAsync()).Text.ShouldBe(datagram);
    }

    [Fact]
    public async Task Time_and_name_are_sent_as_the_standard_has_it()
    {
        Use(Action() with { Bsd = true, Facility = SyslogFacility.Local3, Severity = SyslogSeverity.Notice });
        _book.Write("system,info", "größer");
        (await ReceiveAsync()).Text.ShouldBe("<157>Jun  6 14:47:23 core_router system,info größer");
    }

    [Fact]
    public async Task The_own_address_is_the_one_that_was_chosen()
    {
        Use(Action() with { Source = new Ip4(0x7F000009) });
        _book.Write("system,info", "hello");
        (await ReceiveAsync()).From.Address.ToString().ShouldBe("127.0.0.9");
    }

    [Fact]
    public async Task Lines_come_in_order_and_long_ones_are_cut()
    {
        Use(Action());
        for (var i = 0; i < 50; i++) _book.Write("system,info", $"{i}");
        _book.Write("system,info", new string('x', 5000));
        for (var i = 0; i < 50; i++) (await ReceiveAsync()).Text.ShouldBe($"<30>system,info {i}");
        (await ReceiveAsync()).Text.Length.ShouldBe(1024);
    }

    [Fact]
    public async Task Another_server_gets_what_comes_next()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        Use(Action());
        _book.Write("system,info", "first");
        (await ReceiveAsync()).Text.ShouldEndWith("first");
        Use(Action() with { Port = (ushort)((IPEndPoint)other.Client.LocalEndPoint!).Port });
        _book.Write("system,info", "second");
        Encoding.UTF8.GetString((await other.ReceiveAsync().WaitAsync(s_limit)).Buffer).ShouldEndWith("second");
    }

    [Fact]
    public async Task A_server_that_is_not_there_hurts_nobody()
    {
        _server.Close();
        Use(Action());
        for (var i = 0; i < 100; i++) _book.Write("system,info", $"{i}");
        Use(Action() with { Source = new Ip4(0x0A090909) });
        _book.Write("system,info", "last");
        await _book.DisposeAsync();
        _book.Lines.Count(line => line.Topics == "system,info").ShouldBe(101);
        _book.Lines.Count(line => line.Message.StartsWith("log action remote failed: ", StringComparison.Ordinal)).ShouldBeInRange(1, 3);
    }

    private RemoteLog Action() => new("remote", new Ip4(0x7F000001), (ushort)((IPEndPoint)(_server.Client?.LocalEndPoint ?? new IPEndPoint(0, 9))).Port, Ip4.Any, false, SyslogFacility.Daemon, SyslogSeverity.Auto);

    private void Use(RemoteLog action)
    {
        var memory = new MemoryLog("memory", 1000);
        _book.Use([new([], [], "", action), new([], [], "", memory)], [action, memory]);
    }

    private async Task<(string Text, IPEndPoint From)> ReceiveAsync()
    {
        var received = await _server.ReceiveAsync().WaitAsync(s_limit);
        return (Encoding.UTF8.GetString(received.Buffer), received.RemoteEndPoint);
    }
}
