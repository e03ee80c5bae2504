using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Store.Export;

/// <summary>Reads the lines that <see cref="ExportFile"/> describes; straight from bytes, since this is what a start waits for.</summary>
internal sealed class ExportReader(NameCache names)
{
    private readonly ConfigurationImage _image = new();
    private readonly ArrayBufferWriter<byte> _unescaped = new();
    private string _menu = "";

    public ConfigurationImage Read(ReadOnlySpan<byte> lines)
    {
        for (var number = 1; !lines.IsEmpty; number++)
        {
            var end = lines.IndexOf((byte)'\n');
            try
            {
                ReadLine(lines[..end]);
            }
            catch (Exception bad) when (bad is FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException)
            {
                throw new InvalidDataException($"line {number} cannot be read", bad);
            }
            lines = lines[(end + 1)..];
        }
        return _image;
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("# configuration of revision "u8)) _image.Revision = Number(line["# configuration of revision ".Length..], out _);
        else if (line.StartsWith("/"u8)) _menu = names.Get(line);
        else if (line.StartsWith("add *"u8)) ReadItem(line["add *".Length..]);
        else if (line.StartsWith("last space="u8)) ReadLast(line["last space=".Length..]);
        else throw new FormatException();
    }

    private void ReadItem(ReadOnlySpan<byte> rest)
    {
        if (!Utf8Parser.TryParse(rest, out uint id, out var length, 'X')) throw new FormatException();
        var position = Number(rest[(length + 1)..], out var positionLength);
        rest = rest[(length + 1 + positionLength)..];
        var values = new Dictionary<string, string>();
        while (!rest.IsEmpty)
        {
            var equals = rest.IndexOf((byte)'=');
            var name = names.Get(rest[1..equals]);
            rest = rest[(equals + 1)..];
            values[name] = Quoted(ref rest);
        }
        _image.Add(new StoredItem(_menu, new ItemId(id), position, values));
    }

    private void ReadLast(ReadOnlySpan<byte> rest)
    {
        var space = Quoted(ref rest);
        _image.PutLastId(space, (uint)Number(rest[" id=".Length..], out _));
    }

    private string Quoted(ref ReadOnlySpan<byte> rest)
    {
        rest = rest[1..];
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (rest[end] == '\\') return Escaped(ref rest);
        var plain = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        return plain;
    }

    private string Escaped(ref ReadOnlySpan<byte> rest)
    {
        _unescaped.ResetWrittenCount();
        for (var end = rest.IndexOfAny((byte)'"', (byte)'\\'); rest[end] == '\\'; end = rest.IndexOfAny((byte)'"', (byte)'\\'))
        {
            _unescaped.Write(rest[..end]);
            rest = rest[(end + 1)..];
            var (value, length) = Unescape(rest);
            _unescaped.Write([value]);
            rest = rest[length..];
        }
        var last = rest.IndexOf((byte)'"');
        _unescaped.Write(rest[..last]);
        rest = rest[(last + 1)..];
        return Encoding.UTF8.GetString(_unescaped.WrittenSpan);
    }

    private static (byte Value, int Length) Unescape(ReadOnlySpan<byte> rest) => rest[0] switch
    {
        (byte)'n' => ((byte)'\n', 1),
        (byte)'r' => ((byte)'\r', 1),
        (byte)'t' => ((byte)'\t', 1),
        (byte)'"' or (byte)'\\' or (byte)'$' => (rest[0], 1),
        _ => Utf8Parser.TryParse(rest[..2], out byte value, out _, 'X') ? (value, 2) : throw new FormatException(),
    };

    private static long Number(ReadOnlySpan<byte> digits, out int length) =>
        Utf8Parser.TryParse(digits, out long value, out length) ? value : throw new FormatException();
}
