using System.Collections;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>Writes values by their types.</summary>
internal static unsafe class MessageWriter
{
    public static void Write(nint message, string signature, IEnumerable values)
    {
        var at = 0;
        foreach (var value in values)
        {
            var end = End(signature, at);
            Value(message, signature[at..end], value);
            at = end;
        }
    }

    private static void Value(nint message, string type, object value)
    {
        switch (type[0])
        {
            case 'v':
                var variant = (BusVariant)value;
                Container(message, 'v', variant.Type, [variant.Value]);
                break;
            case 'a':
                SdBus.Check(SdBus.Open(message, (byte)'a', type[1..]));
                foreach (var element in (IEnumerable)value) Value(message, type[1..], element);
                SdBus.Check(SdBus.CloseContainer(message));
                break;
            case '{':
                var pair = (KeyValuePair<string, object>)value;
                Container(message, 'e', type[1..^1], [pair.Key, pair.Value]);
                break;
            case '(':
                Container(message, 'r', type[1..^1], (object[])value);
                break;
            case 's' or 'o' or 'g':
                var text = Marshal.StringToCoTaskMemUTF8((string)value);
                var result = SdBus.Append(message, (byte)type[0], (void*)text);
                Marshal.FreeCoTaskMem(text);
                SdBus.Check(result);
                break;
            default:
                var number = Number(value);
                SdBus.Check(SdBus.Append(message, (byte)type[0], &number));
                break;
        }
    }

    private static void Container(nint message, char kind, string contents, object[] values)
    {
        SdBus.Check(SdBus.Open(message, (byte)kind, contents));
        Write(message, contents, values);
        SdBus.Check(SdBus.CloseContainer(message));
    }

    // The library reads as many octets as the type has, from the low end.
    private static long Number(object value) => value switch
    {
        bool yes => yes ? 1 : 0,
        byte number => number,
        short number => number,
        ushort number => number,
        int number => number,
        uint number => number,
        long number => number,
        ulong number => (long)number,
        double number => BitConverter.DoubleToInt64Bits(number),
        SafeFileHandle file => file.DangerousGetHandle(),
        _ => throw new ArgumentException($"{value.GetType().Name} can not be sent"),
    };

    /// <summary>Where the complete type that begins there ends.</summary>
    private static int End(string signature, int at)
    {
        while (signature[at] == 'a') at++;
        if (signature[at] is not ('(' or '{')) return at + 1;
        for (var depth = 0; ; at++)
        {
            if (signature[at] is '(' or '{') depth++;
            if (signature[at] is ')' or '}' && --depth == 0) return at + 1;
        }
    }
}
