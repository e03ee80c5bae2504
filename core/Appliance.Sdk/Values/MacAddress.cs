using System.Globalization;
using System.Security.Cryptography;

namespace Appliance.Sdk.Values;

/// <summary>An Ethernet address, printed <c>02:1C:AE:C1:B4:B2</c>.</summary>
/// <param name="Bits">The 48 bits, first octet highest.</param>
public readonly record struct MacAddress(ulong Bits)
{
    /// <summary>A random, locally administered unicast address that starts with 02, as the manual's do.</summary>
    public static MacAddress Random()
    {
        Span<byte> octets = stackalloc byte[6];
        RandomNumberGenerator.Fill(octets);
        octets[0] = 0x02;
        return FromBytes(octets);
    }

    /// <summary>From six octets in wire order.</summary>
    public static MacAddress FromBytes(ReadOnlySpan<byte> octets)
    {
        ulong bits = 0;
        for (var i = 0; i < 6; i++) bits = bits << 8 | octets[i];
        return new MacAddress(bits);
    }

    /// <summary>The six octets in wire order.</summary>
    public byte[] ToBytes()
    {
        var octets = new byte[6];
        for (var i = 0; i < 6; i++) octets[i] = (byte)(Bits >> (40 - 8 * i));
        return octets;
    }

    /// <summary>Reads six groups of one or two hexadecimal digits, separated by <c>:</c> or <c>-</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MacAddress mac)
    {
        mac = default;
        ulong bits = 0;
        var groups = 0;
        while (groups < 6)
        {
            var end = text.IndexOfAny(':', '-');
            var group = end < 0 ? text : text[..end];
            if (group.Length is 0 or > 2) return false;
            if (!byte.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)) return false;
            bits = bits << 8 | octet;
            groups++;
            if (end < 0)
            {
                mac = new MacAddress(bits);
                return groups == 6;
            }
            text = text[(end + 1)..];
        }
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(17, Bits, static (to, bits) =>
    {
        for (var i = 0; i < 6; i++)
        {
            ((byte)(bits >> (40 - 8 * i))).TryFormat(to[(i * 3)..], out _, "X2", CultureInfo.InvariantCulture);
            if (i < 5) to[i * 3 + 2] = ':';
        }
    });
}
