using System.Text;

namespace Appliance.Engine.Store.Journal;

/// <summary>Reads what <see cref="BinaryRecordWriter"/> wrote; names that recur are the same string in memory.</summary>
internal ref struct BinaryRecordReader(ReadOnlySpan<byte> bytes, NameCache names)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly bool AtEnd => _rest.IsEmpty;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty) throw new InvalidDataException("number is cut");
            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
        throw new InvalidDataException("number is too long");
    }

    public string Text() => Encoding.UTF8.GetString(Take());

    public string Name() => names.Get(Take());

    private ReadOnlySpan<byte> Take()
    {
        var length = Number();
        if (length > (ulong)_rest.Length) throw new InvalidDataException("text is cut");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
