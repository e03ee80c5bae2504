using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Appliance.Engine.Store.Export;

/// <summary>Reads text in quotes, as <see cref="ExportWriter"/> writes it.</summary>
internal static class ExportedText
{
    /// <summary>The text at the start of these bytes, which it is taken from.</summary>
    public static string Quoted(ref ReadOnlySpan<byte> rest)
    {
        rest = rest[1..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (rest[end] == '\\') return Escaped(ref rest);
        var plain = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        return plain;
    }

    private static string Escaped(ref ReadOnlySpan<byte> rest)
    {
        var unescaped = new ArrayBufferWriter<byte>();
        for (var end = rest.IndexOfAny((byte)'"', (byte)'\\'); rest[end] == '\\'; end = rest.IndexOfAny((byte)'"', (byte)'\\'))
        {
            unescaped.Write(rest[..end]);
            rest = rest[(end + 1)..];
            var (value, length) = Unescape(rest);
            unescaped.Write([value]);
            rest = rest[length..];
        }
        var last = rest.IndexOf((byte)'"');
        unescaped.Write(rest[..last]);
        rest = rest[(last + 1)..];
        return Encoding.UTF8.GetString(unescaped.WrittenSpan);
    }

    private static (byte Value, int Length) Unescape(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        (byte)'n' => ((byte)'\n', 1),
        (byte)'r' => ((byte)'\r', 1),
        (byte)'t' => ((byte)'\t', 1),
        (byte)'"' or (byte)'\\' or (byte)'$' => (rest[0], 1),
        _ => Utf8Parser.TryParse(rest[..2], out byte value, out _, 'X') ? (value, 2) : throw new FormatException(),
    };
}
