using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Appliance.Sdk.Values;

/// <summary>An IPv4 address. A console accepts the short forms of RouterOS: <c>10.1</c> is 10.0.0.1.</summary>
/// <param name="Bits">The 32 bits, first octet highest.</param>
public readonly record struct Ip4(uint Bits)
{
    /// <summary>0.0.0.0.</summary>
    public static Ip4 Any => default;

    /// <summary>From four octets in wire order.</summary>
    public static Ip4 FromBytes(ReadOnlySpan<byte> octets) => new(BinaryPrimitives.ReadUInt32BigEndian(octets));

    /// <summary>The four octets in wire order.</summary>
    public byte[] ToBytes()
    {
        var octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, Bits);
        return octets;
    }

    /// <summary>The framework's type, for sockets.</summary>
    public IPAddress ToIPAddress() => new(ToBytes());

    /// <summary>Reads <c>a.b.c.d</c>, and with fewer parts the short form in which the last number fills what is left.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Ip4 address)
    {
        address = default;
        uint bits = 0;
        for (var part = 0; part < 4; part++)
        {
            var dot = text.IndexOf('.');
            var digits = dot < 0 ? text : text[..dot];
            if (!byte.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var octet)) return false;
            if (dot < 0)
            {
                address = new Ip4(bits | octet);
                return part > 0;
            }
            bits |= (uint)octet << (24 - 8 * part);
            text = text[(dot + 1)..];
        }
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Bits >> 24}.{Bits >> 16 & 255}.{Bits >> 8 & 255}.{Bits & 255}";
}

/// <summary>An IPv4 address with the length of its network: <c>1.1.1.1/24</c>. Host bits are kept.</summary>
/// <param name="Address">The address as typed.</param>
/// <param name="Length">0 to 32; 32 where none was typed.</param>
public readonly record struct Ip4Prefix(Ip4 Address, byte Length)
{
    /// <summary>0.0.0.0/0, the default route's destination.</summary>
    public static Ip4Prefix Default => default;

    /// <summary>The network's mask as bits.</summary>
    public uint Mask => Length == 0 ? 0 : uint.MaxValue << (32 - Length);

    /// <summary>The network's first address.</summary>
    public Ip4 Network => new(Address.Bits & Mask);

    /// <summary>The network's last address.</summary>
    public Ip4 Broadcast => new(Address.Bits | ~Mask);

    /// <summary>Whether the address lies in this network.</summary>
    public bool Contains(Ip4 address) => (address.Bits & Mask) == (Address.Bits & Mask);

    /// <summary>Reads an address, an address with a length, or an address with a dotted mask.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Ip4Prefix prefix)
    {
        prefix = default;
        var slash = text.IndexOf('/');
        if (!Ip4.TryParse(slash < 0 ? text : text[..slash], out var address)) return false;
        byte length = 32;
        if (slash >= 0)
        {
            var tail = text[(slash + 1)..];
            if (tail.Contains('.'))
            {
                if (!Ip4.TryParse(tail, out var mask)) return false;
                length = (byte)uint.LeadingZeroCount(~mask.Bits);
                if (new Ip4Prefix(address, length).Mask != mask.Bits) return false;
            }
            else if (!byte.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > 32)
            {
                return false;
            }
        }
        prefix = new Ip4Prefix(address, length);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Address}/{Length}";
}
