using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Pings;

/// <summary>Sends ICMP echo requests.</summary>
public interface IEcho
{
    /// <summary>Sends one request and waits for its answer.</summary>
    /// <returns>Null when none came in time.</returns>
    Task<EchoReply?> SendAsync(EchoRequest request, CancellationToken ct);
}

/// <summary>A request.</summary>
/// <param name="To">Address.</param>
/// <param name="Sequence">Counts up within one ping.</param>
/// <param name="Size">Octets of the whole packet, the headers of IP and ICMP included.</param>
/// <param name="Ttl">Routers that it may pass.</param>
/// <param name="DoNotFragment">Drop it rather than cut it.</param>
/// <param name="From">Source address, if it is to be a certain one.</param>
/// <param name="Interface">Name of the link to send by, if it is to be a certain one.</param>
/// <param name="Wait">How long the answer may take.</param>
public sealed record EchoRequest(Ip4 To, ushort Sequence, int Size, byte Ttl, bool DoNotFragment, Ip4? From, string? Interface, TimeSpan Wait);

/// <summary>An answer.</summary>
/// <param name="From">Who answered.</param>
/// <param name="Size">Octets of the whole packet.</param>
/// <param name="Ttl">Of the answer as it came.</param>
/// <param name="Time">From request to answer.</param>
public sealed record EchoReply(Ip4 From, int Size, byte Ttl, TimeSpan Time);
