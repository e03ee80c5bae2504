using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>The header of a netlink message.</summary>
internal static class Header
{
    public const int Size = 16;
}

/// <summary>A received message.</summary>
internal readonly ref struct Message(ReadOnlySpan<byte> whole)
{
    private readonly ReadOnlySpan<byte> _whole = whole;

    public ushort Type => BinaryPrimitives.ReadUInt16LittleEndian(_whole[4..]);
    public ushort Flags => BinaryPrimitives.ReadUInt16LittleEndian(_whole[6..]);
    public uint Sequence => BinaryPrimitives.ReadUInt32LittleEndian(_whole[8..]);
    public ReadOnlySpan<byte> Body => _whole[Header.Size..];

    public T Fixed<T>() where T : unmanaged => MemoryMarshal.Read<T>(Body);

    /// <summary>The attributes behind the fixed part.</summary>
    public Attributes After<T>() where T : unmanaged => new(Body[((Unsafe.SizeOf<T>() + 3) & ~3)..]);
}

/// <summary>The messages of a datagram.</summary>
internal ref struct Messages(ReadOnlySpan<byte> datagram)
{
    private ReadOnlySpan<byte> _rest = datagram;

    public Message Current { get; private set; }

    public readonly Messages GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.Length < Header.Size) return false;
        var length = BinaryPrimitives.ReadInt32LittleEndian(_rest);
        if (length < Header.Size || length > _rest.Length) return false;
        Current = new Message(_rest[..length]);
        _rest = _rest[Math.Min((length + 3) & ~3, _rest.Length)..];
        return true;
    }
}
