using System.Buffers.Text;
using Appliance.Sdk.Values;

namespace Appliance.Engine.Store.Export;

/// <summary>Reads the lines that <see cref="ExportFile"/> describes; straight from bytes, since this is what a start waits for.</summary>
internal sealed class ExportReader(NameCache names)
{
    private readonly ConfigurationImage _image = new();
    private string _menu = "";

    public ConfigurationImage Read(ReadOnlyMemory<byte> lines)
    {
        for (var number = 1; !lines.IsEmpty; number++)
        {
            var end = lines.Span.IndexOf((byte)'\n');
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

    private void ReadLine(ReadOnlyMemory<byte> line)
    {
        var text = line.Span;
        if (text.StartsWith("# configuration of revision "u8)) _image.Revision = Number(text["# configuration of revision ".Length..], out _);
        else if (text.StartsWith("/"u8)) _menu = names.Get(text);
        else if (text.StartsWith("add *"u8)) ReadItem(line["add *".Length..]);
        else if (text.StartsWith("last space="u8)) ReadLast(text["last space=".Length..]);
        else throw new FormatException();
    }

    private void ReadItem(ReadOnlyMemory<byte> line)
    {
        var text = line.Span;
        if (!Utf8Parser.TryParse(text, out uint id, out var length, 'X')) throw new FormatException();
        var position = Number(text[(length + 1)..], out var positionLength);
        _image.Add(new StoredItem(_menu, new ItemId(id), position, new ExportedValues(line[(length + 1 + positionLength)..], names)));
    }

    private void ReadLast(ReadOnlySpan<byte> rest)
    {
        var space = ExportedText.Quoted(ref rest);
        _image.PutLastId(space, (uint)Number(rest[" id=".Length..], out _));
    }

    private static long Number(ReadOnlySpan<byte> digits, out int length) =>
        Utf8Parser.TryParse(digits, out long value, out length) ? value : throw new FormatException();
}
