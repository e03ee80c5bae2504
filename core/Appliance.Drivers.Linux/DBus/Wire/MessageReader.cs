using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>Reads whatever a message carries.</summary>
internal static unsafe partial class MessageReader
{
    private const int DuplicateNotInherited = 1030;

    /// <summary>Everything up to the end of the message, or of the container that was entered.</summary>
    public static List<object> Read(nint message)
    {
        var values = new List<object>();
        while (SdBus.Check(SdBus.Peek(message, out var type, out var contents)) > 0) values.Add(Value(message, type, contents));
        return values;
    }

    private static object Value(nint message, byte type, byte* contents)
    {
        switch ((char)type)
        {
            case 'v': return Inside(message, type, contents)[0];
            case 'a' when contents[0] == '{': return Inside(message, type, contents).Cast<object[]>().ToDictionary(pair => pair[0], pair => pair[1]);
            case 'a': return Inside(message, type, contents);
            case 'r' or 'e': return Inside(message, type, contents).ToArray();
            case 's' or 'o' or 'g':
                byte* text;
                SdBus.Check(SdBus.Read(message, type, &text));
                return SdBus.Text(text);
        }
        long number = 0;
        SdBus.Check(SdBus.Read(message, type, &number));
        return (char)type switch
        {
            'y' => (byte)number,
            'b' => (int)number != 0,
            'n' => (short)number,
            'q' => (ushort)number,
            'i' => (int)number,
            'u' => (uint)number,
            'x' => number,
            't' => (ulong)number,
            'd' => BitConverter.Int64BitsToDouble(number),
            // The message's own file is closed with the message.
            'h' => new SafeFileHandle(Duplicate((int)number, DuplicateNotInherited, 0), true),
            var other => throw new BusLostException($"type {other} is unknown"),
        };
    }

    private static List<object> Inside(nint message, byte type, byte* contents)
    {
        SdBus.Check(SdBus.Enter(message, type, contents));
        var values = Read(message);
        SdBus.Check(SdBus.Exit(message));
        return values;
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Duplicate(int file, int command, int least);
}
