using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Appliance.Sdk.Drivers.Network;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Pings;

/// <summary>Echo requests by a raw socket of the daemon's namespace.</summary>
public sealed class RawEcho(INetwork network) : IEcho
{
    private const int SocketLevel = 1, BindToDevice = 25;

    public async Task<EchoReply?> SendAsync(EchoRequest request, CancellationToken ct)
    {
        var identifier = (ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue);
        using var socket = Open(request);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        waiting.CancelAfter(request.Wait);
        var buffer = new byte[65536];
        var started = Stopwatch.GetTimestamp();
        try
        {
            var to = new IPEndPoint(request.To.ToIPAddress(), 0);
            await socket.SendToAsync(IcmpPacket.Write(identifier, request.Sequence, request.Size), SocketFlags.None, to, waiting.Token);
            while (true)
            {
                var got = await socket.ReceiveFromAsync(buffer, SocketFlags.None, to, waiting.Token);
                if (IcmpPacket.Read(buffer.AsSpan(0, got.ReceivedBytes), identifier, request.Sequence) is { } reply)
                    return new EchoReply(reply.From, got.ReceivedBytes, reply.Ttl, Stopwatch.GetElapsedTime(started));
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private Socket Open(EchoRequest request)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Raw, ProtocolType.Icmp) { Ttl = request.Ttl, DontFragment = request.DoNotFragment };
        try
        {
            if (request.From is { } source) socket.Bind(new IPEndPoint(source.ToIPAddress(), 0));
            if (request.Interface is { } name)
            {
                var link = network.Links.Find(name) ?? throw new NotReadyException($"no interface {name}");
                socket.SetRawSocketOption(SocketLevel, BindToDevice, Encoding.ASCII.GetBytes(link.KernelName + '\0'));
            }
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
