using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>A received attribute.</summary>
internal readonly ref struct Attribute(ushort type, ReadOnlySpan<byte> value)
{
    public ushort Type { get; } = type;
    public ReadOnlySpan<byte> Value { get; } = value;
    public Attributes Nested => new(Value);
    public string Text => Encoding.UTF8.GetString(Value.TrimEnd((byte)0));

    public T Read<T>() where T : unmanaged => MemoryMarshal.Read<T>(Value);
}

/// <summary>Attributes one behind the other.</summary>
internal ref struct Attributes(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public Attribute Current { get; private set; }

    public readonly Attributes GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.Length < 4) return false;
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        if (length < 4 || length > _rest.Length) return false;
        // The two highest bits say "nested" and "network order".
        Current = new Attribute((ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]) & 0x3FFF), _rest[4..length]);
        _rest = _rest[Math.Min((length + 3) & ~3, _rest.Length)..];
        return true;
    }
}
