using System.Runtime.InteropServices;
using Appliance.Cli.Protocol;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Daemon.Terminals;

/// <summary>A terminal of the machine's own, by its device: every key as it is pressed, every octet as it is sent.</summary>
internal sealed unsafe partial class TerminalDevice : IDisposable
{
    // It must not become the daemon's own terminal, whose Ctrl-C and hang-up would end the daemon.
    private const int ReadWrite = 2, NoControl = 0x100, CloseOnExec = 0x80000;
    private const int Now = 0;
    private const int TermiosLength = 128;
    private const nuint AskForWindow = 0x5413;
    // What a serial line has, which knows no size.
    private static readonly Size s_usual = new(80, 24);
    private readonly SafeFileHandle _file;

    private TerminalDevice(SafeFileHandle file) => _file = file;

    /// <summary>Null, and why, where there is no terminal.</summary>
    public static TerminalDevice? TryOpen(string path, out string trouble)
    {
        var file = Open(path, ReadWrite | NoControl | CloseOnExec);
        var settings = stackalloc byte[TermiosLength];
        if (!file.IsInvalid && Get(file, settings) == 0)
        {
            MakeRaw(settings);
            if (Set(file, Now, settings) == 0)
            {
                trouble = "";
                return new(file);
            }
        }
        trouble = Marshal.GetLastPInvokeErrorMessage();
        file.Dispose();
        return null;
    }

    /// <summary>Of the window.</summary>
    public Size Size
    {
        get
        {
            Window window;
            return Ask(_file, AskForWindow, &window) == 0 && window.Columns > 0 ? new(window.Columns, window.Rows) : s_usual;
        }
    }

    /// <summary>Waits for keys; empty when the line was hung up.</summary>
    public byte[] Read()
    {
        Span<byte> buffer = stackalloc byte[256];
        var count = Read(_file, buffer, (nuint)buffer.Length);
        return count > 0 ? buffer[..(int)count].ToArray() : [];
    }

    /// <summary>Shows octets. Where the line was hung up they are lost, which whoever reads notices.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        while (!octets.IsEmpty)
        {
            var written = Write(_file, octets, (nuint)octets.Length);
            if (written <= 0) return;
            octets = octets[(int)written..];
        }
    }

    public void Dispose() => _file.Dispose();

    private struct Window
    {
        public ushort Rows, Columns, PixelsX, PixelsY;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    private static partial int Get(SafeFileHandle file, byte* settings);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int Set(SafeFileHandle file, int when, byte* settings);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    private static partial void MakeRaw(byte* settings);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ask(SafeFileHandle file, nuint request, Window* window);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle file, Span<byte> octets, nuint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> octets, nuint count);
}
