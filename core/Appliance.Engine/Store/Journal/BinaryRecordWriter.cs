using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Appliance.Engine.Store.Journal;

/// <summary>Numbers of variable length and UTF-8 texts, one after the other.</summary>
internal sealed class BinaryRecordWriter
{
    // What a length of one byte can tell, and the bytes of a UTF-16 unit.
    private const int LongestShort = 0x7F, MostBytes = 3;

    private readonly ArrayBufferWriter<byte> _bytes = new(512);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public int Length => _bytes.WrittenCount;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Number(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
    }

    public void Text(string text)
    {
        // Nearly all are short, and of letters that are one byte each: their length is written before it is known.
        if (text.Length <= LongestShort)
        {
            var span = _bytes.GetSpan(1 + (MostBytes * text.Length));
            var length = Encoding.UTF8.GetBytes(text, span[1..]);
            if (length <= LongestShort)
            {
                span[0] = (byte)length;
                _bytes.Advance(1 + length);
                return;
            }
        }
        Number((ulong)Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    public void Fixed32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    public void Fixed64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
