using System.Buffers.Binary;
using Appliance.Sdk.Values;

namespace Appliance.IpPlugin.Pings;

/// <summary>Writes and reads ICMP echo packets.</summary>
public static class IcmpPacket
{
    /// <summary>Octets of the headers of IP and ICMP.</summary>
    public const int Headers = 28;

    private const int IpHeader = 20;
    private const byte Request = 8, Reply = 0;

    /// <summary>A request without the IP header, which the kernel writes.</summary>
    public static byte[] Write(ushort identifier, ushort sequence, int size)
    {
        var packet = new byte[size - IpHeader];
        packet[0] = Request;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), identifier);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), sequence);
        for (var at = 8; at < packet.Length; at++) packet[at] = (byte)at;
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), Checksum(packet));
        return packet;
    }

    /// <summary>Reads a packet as a raw socket gives it, IP header included; null when it is not the answer.</summary>
    public static (Ip4 From, byte Ttl)? Read(ReadOnlySpan<byte> packet, ushort identifier, ushort sequence)
    {
        if (packet.Length < Headers) return null;
        var icmp = packet[((packet[0] & 15) * 4)..];
        var isAnswer = icmp.Length >= 8 && icmp[0] == Reply
            && BinaryPrimitives.ReadUInt16BigEndian(icmp[4..]) == identifier && BinaryPrimitives.ReadUInt16BigEndian(icmp[6..]) == sequence;
        return isAnswer ? (Ip4.FromBytes(packet[12..]), packet[8]) : null;
    }

    /// <summary>The one's complement of the one's complement sum of all words.</summary>
    public static ushort Checksum(ReadOnlySpan<byte> octets)
    {
        uint sum = 0;
        for (; octets.Length > 1; octets = octets[2..]) sum += BinaryPrimitives.ReadUInt16BigEndian(octets);
        if (octets.Length > 0) sum += (uint)octets[0] << 8;
        while (sum > 0xFFFF) sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~sum;
    }
}
