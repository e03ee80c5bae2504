namespace Appliance.Imaging;

/// <summary>The check sum of GPT.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] s_table = [.. Enumerable.Range(0, 256).Select(index => Enumerable.Range(0, 8).Aggregate((uint)index, (sum, _) => (sum >> 1) ^ (Polynomial & (0 - (sum & 1)))))];

    public static uint Of(ReadOnlySpan<byte> octets)
    {
        var sum = uint.MaxValue;
        foreach (var octet in octets) sum = (sum >> 8) ^ s_table[(byte)(sum ^ octet)];
        return ~sum;
    }
}
