using System.Runtime.InteropServices;

namespace Appliance.Cli.Terminal;

/// <summary>What the C library knows of terminals.</summary>
internal static unsafe partial class Native
{
    public const int Now = 0;
    public const int Drain = 1;
    private const nuint WindowSize = 0x5413;

    /// <summary>Room enough for struct termios of every Linux.</summary>
    public const int TermiosLength = 128;

    [StructLayout(LayoutKind.Sequential)]
    public struct Window
    {
        public ushort Rows, Columns, PixelsX, PixelsY;
    }

    public static bool TryWindow(int terminal, out Window window)
    {
        fixed (Window* place = &window) return Ioctl(terminal, WindowSize, place) == 0 && window.Columns > 0;
    }

    [LibraryImport("libc", EntryPoint = "isatty")]
    public static partial int IsTerminal(int file);

    [LibraryImport("libc", EntryPoint = "tcgetattr")]
    public static partial int Get(int terminal, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr")]
    public static partial int Set(int terminal, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int file, ReadOnlySpan<byte> octets, nuint count);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(int file, nuint request, Window* window);
}
