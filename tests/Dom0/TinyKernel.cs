using System.Buffers.Binary;
using System.Text;

namespace Appliance.XenPlugin.Tests.Hypervisors;

/// <summary>
/// The smallest paravirtual kernel. Its command line is one digit: the reason for which it stops at once (SHUTDOWN_* of xen/sched.h);
/// with 8 it is busy for ever, with any other it does nothing for ever. Built within a moment, while a Linux takes seconds.
/// </summary>
internal static class TinyKernel
{
    private const ulong Base = 0xffffffff80000000, Load = Base + 0x1000;
    private const int HeadersSize = 64 + 2 * 56;
    private const uint NoteEntry = 1, NoteVirtualBase = 3, NoteXenVersion = 5, NoteGuest = 6, NoteLoader = 8;

    private static ReadOnlySpan<byte> Program =>
    [
        0x8a, 0x86, 0x80, 0x00, 0x00, 0x00,       //       mov 128(%rsi),%al     the command line in start_info
        0x6a, 0x00, 0x6a, 0x00, 0x6a, 0x00,       //       push $0 three times   no ports, no end of time
        0x48, 0x89, 0xe6,                         //       mov %rsp,%rsi
        0x2c, 0x30,                               //       sub $'0',%al
        0x3c, 0x08,                               // busy: cmp $8,%al
        0x74, 0xfc,                               //       je busy
        0x3c, 0x04,                               //       cmp $4,%al
        0x77, 0x11,                               //       ja wait
        0x0f, 0xb6, 0xc0,                         //       movzx %al,%eax
        0x89, 0x06,                               //       mov %eax,(%rsi)
        0xbf, 0x02, 0x00, 0x00, 0x00,             //       mov $SCHEDOP_shutdown,%edi
        0xb8, 0x1d, 0x00, 0x00, 0x00,             //       mov $__HYPERVISOR_sched_op,%eax
        0x0f, 0x05,                               //       syscall
        0xbf, 0x03, 0x00, 0x00, 0x00,             // wait: mov $SCHEDOP_poll,%edi
        0x48, 0x89, 0xe6,                         //       mov %rsp,%rsi
        0xb8, 0x1d, 0x00, 0x00, 0x00,             //       mov $__HYPERVISOR_sched_op,%eax
        0x0f, 0x05,                               //       syscall
        0xeb, 0xef,                               //       jmp wait
    ];

    public static void Write(string path)
    {
        var notes = Notes();
        var image = new byte[HeadersSize + notes.Length + Program.Length];
        var (notesAt, programAt) = (HeadersSize, HeadersSize + notes.Length);
        ReadOnlySpan<byte> magic = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        magic.CopyTo(image);
        Put16(image, 16, 2);      // executable
        Put16(image, 18, 62);     // x86-64
        Put32(image, 20, 1);
        Put64(image, 24, Load + (ulong)programAt);
        Put64(image, 32, 64);     // program headers follow
        Put16(image, 52, 64);
        Put16(image, 54, 56);
        Put16(image, 56, 2);
        Segment(image, 64, type: 1, flags: 7, 0, image.Length);
        Segment(image, 64 + 56, type: 4, flags: 4, notesAt, notes.Length);
        notes.CopyTo(image, notesAt);
        Program.CopyTo(image.AsSpan(programAt));
        File.WriteAllBytes(path, image);
    }

    private static byte[] Notes()
    {
        var notes = new List<byte>();
        Note(notes, NoteGuest, "tiny\0"u8);
        Note(notes, NoteLoader, "generic\0"u8);
        Note(notes, NoteXenVersion, "xen-3.0\0"u8);
        Note(notes, NoteVirtualBase, BitConverter.GetBytes(Base));
        Note(notes, NoteEntry, BitConverter.GetBytes(Load + HeadersSize + (ulong)(notes.Count + 24)));
        return [.. notes];
    }

    private static void Note(List<byte> notes, uint type, ReadOnlySpan<byte> value)
    {
        notes.AddRange(BitConverter.GetBytes(4));
        notes.AddRange(BitConverter.GetBytes(value.Length));
        notes.AddRange(BitConverter.GetBytes(type));
        notes.AddRange(Encoding.ASCII.GetBytes("Xen\0"));
        notes.AddRange(value);
        while (notes.Count % 4 != 0) notes.Add(0);
    }

    private static void Segment(byte[] image, int at, uint type, uint flags, int offset, int length)
    {
        Put32(image, at, type);
        Put32(image, at + 4, flags);
        Put64(image, at + 8, (ulong)offset);
        Put64(image, at + 16, Load + (ulong)offset);
        Put64(image, at + 24, Load - Base + (ulong)offset);
        Put64(image, at + 32, (ulong)length);
        Put64(image, at + 40, (ulong)length);
        Put64(image, at + 48, 4);
    }

    private static void Put16(byte[] image, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);

    private static void Put32(byte[] image, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);

    private static void Put64(byte[] image, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at), value);
}
