using System.Globalization;
using System.Text;

namespace Appliance.Imaging.Routers;

/// <summary>Writes plain files as a tar archive that any tar reads, with nothing in it of when and by whom. Its end is zero already.</summary>
internal static class TarWriter
{
    private const int Block = 512, MostName = 100;

    public static long LengthFor(IEnumerable<RouterFile> files) => files.Sum(file => Block + Padded(file.Length)) + 2 * Block;

    public static async Task WriteAsync(IEnumerable<RouterFile> files, Stream disk, long offset, Action<long>? progress, CancellationToken ct)
    {
        foreach (var file in files)
        {
            disk.Position = offset;
            disk.Write(Head(file));
            await SparseCopy.RunAsync(file.Content, disk, offset + Block, file.Length, progress, ct);
            offset += Block + Padded(file.Length);
        }
    }

    private static long Padded(long length) => (length + Block - 1) / Block * Block;

    private static byte[] Head(RouterFile file)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(file.Name.Length, MostName, nameof(file));
        var head = new byte[Block];
        var span = head.AsSpan();
        Encoding.ASCII.GetBytes(file.Name, span);
        Octal(span[100..108], 0b110_100_100);
        Octal(span[108..116], 0);
        Octal(span[116..124], 0);
        Octal(span[124..136], file.Length);
        Octal(span[136..148], 0);
        span[148..156].Fill((byte)' ');
        span[156] = (byte)'0';
        "ustar\0"u8.CopyTo(span[257..]);
        "00"u8.CopyTo(span[263..]);
        Octal(span[148..155], head.Sum(octet => octet));
        return head;
    }

    private static void Octal(Span<byte> field, long number)
    {
        var digits = Convert.ToString(number, 8).PadLeft(field.Length - 1, '0');
        if (digits.Length >= field.Length) throw new InvalidImageException(string.Create(CultureInfo.InvariantCulture, $"a package of {number} octets is too large"));
        Encoding.ASCII.GetBytes(digits, field);
        field[^1] = 0;
    }
}
