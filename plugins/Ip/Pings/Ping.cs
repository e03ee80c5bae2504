using System.Diagnostics;
using System.Net.Sockets;
using Appliance.Sdk.Access;
using Appliance.Sdk.Menus;
using Appliance.Sdk.Plugins;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Pings;

/// <summary>Asks a host for answers until it has had enough of them, or Ctrl-C.</summary>
[Help("Send ICMP Echo packets. Repeat after given time interval"), Needs(Policy.Test)]
public sealed class Ping(IEcho echo) : ICommand
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(10), s_longest = TimeSpan.FromSeconds(5);

    [Unnamed, Help("IP address of the host")] public required Ip4 Address { get; set; }

    [Help("How many packets to send; 0 goes on until Ctrl-C")] public uint Count { get; set; }

    [Help("Octets of a packet, headers included"), Between(IcmpPacket.Headers, 65535)] public int Size { get; set; } = 64;

    [Help("Time between packets")] public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    [Help("Routers that a packet may pass"), Between(1, 255)] public byte Ttl { get; set; } = 255;

    [Help("Packets are dropped rather than cut")] public bool DoNotFragment { get; set; }

    [Help("Address to send from")] public Ip4? SrcAddress { get; set; }

    [Help("Interface to send by")] public Ref<Interface> Interface { get; set; }

    public async Task<Problem?> RunAsync(ICommandContext context, CancellationToken ct)
    {
        if (Interval < s_shortest || Interval > s_longest) return new Problem("value of interval is out of range (00:00:00.010 .. 00:00:05)", "interval");
        var via = Interface.IsNone ? null : context.Config.Resolve(Interface)?.Name;
        var summary = new PingSummary();
        try
        {
            for (ulong number = 1; Count == 0 || number <= Count; number++)
            {
                var started = Stopwatch.GetTimestamp();
                summary.Sent++;
                var request = new EchoRequest(Address, (ushort)number, Size, Ttl, DoNotFragment, SrcAddress, via, Interval);
                var reply = await AskAsync(request, ct);
                context.WriteLine(summary.Line(Address, reply));
                var rest = Interval - Stopwatch.GetElapsedTime(started);
                // Ping is a clock: an echo a second.
                if (number != Count && rest > TimeSpan.Zero) await Task.Delay(rest, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Ctrl-C is the ordinary end.
        }
        foreach (var line in summary.Footer()) context.WriteLine(line);
        context.Return(summary.Received.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return null;
    }

    // Without a route, or with a host that does not answer ARP, the kernel says so at once; to who pings that is no answer.
    private async Task<EchoReply?> AskAsync(EchoRequest request, CancellationToken ct)
    {
        try
        {
            return await echo.SendAsync(request, ct);
        }
        catch (SocketException trouble) when (trouble.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown)
        {
            return null;
        }
        catch (SocketException trouble)
        {
            throw new RefusedException(trouble.Message);
        }
    }
}
