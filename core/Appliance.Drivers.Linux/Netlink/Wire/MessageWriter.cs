using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Appliance.Drivers.Linux.Netlink.Wire;

/// <summary>Writes netlink messages one behind the other into one buffer.</summary>
internal sealed class MessageWriter
{
    private byte[] _buffer = new byte[4096];
    private int _message;

    public int Length { get; private set; }

    public Span<byte> Written => _buffer.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>Starts a message; its sequence number is patched when it is sent.</summary>
    public void Begin<THeader>(ushort type, ushort flags, in THeader header) where THeader : unmanaged
    {
        _message = Length;
        var head = Take(Wire.Header.Size);
        BinaryPrimitives.WriteUInt16LittleEndian(head[4..], type);
        BinaryPrimitives.WriteUInt16LittleEndian(head[6..], flags);
        MemoryMarshal.Write(Take(Unsafe.SizeOf<THeader>()), in header);
    }

    public void End() => BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_message), Length - _message);

    public void Put(ushort attribute, ReadOnlySpan<byte> value)
    {
        var to = Take(4 + value.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(to, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(to[2..], attribute);
        value.CopyTo(to[4..]);
    }

    public void Put<T>(ushort attribute, T value) where T : unmanaged => Put(attribute, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>Text as the kernel's names are: with a zero behind.</summary>
    public void Put(ushort attribute, string text) => Put(attribute, Encoding.UTF8.GetBytes(text + '\0'));

    /// <summary>Starts an attribute that holds others; give the result to <see cref="Close"/>.</summary>
    public int Open(ushort attribute)
    {
        var at = Length;
        BinaryPrimitives.WriteUInt16LittleEndian(Take(4)[2..], attribute);
        return at;
    }

    /// <summary>Plain bytes inside a nested attribute, such as the header of a veth pair's other end.</summary>
    public void Raw<T>(in T value) where T : unmanaged => MemoryMarshal.Write(Take(Unsafe.SizeOf<T>()), in value);

    public void Close(int opened) => BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(opened), (ushort)(Length - opened));

    private Span<byte> Take(int length)
    {
        var aligned = (length + 3) & ~3;
        if (Length + aligned > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + aligned));
        var taken = _buffer.AsSpan(Length, aligned);
        taken.Clear();
        Length += aligned;
        return taken;
    }
}
