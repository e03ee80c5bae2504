using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Daemon;

/// <summary>The machine's own watchdog, which resets the machine when no sign of life has come for a while.</summary>
public sealed partial class MachineWatchdog : IDisposable
{
    /// <summary>How long it waits for a sign of life.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private const int WriteOnly = 1, CloseOnExec = 0x80000;
    private const nuint SetTimeout = 0xC0045706;
    private readonly SafeFileHandle _file;

    private MachineWatchdog(SafeFileHandle file) => _file = file;

    /// <summary>Null, with a line in the log, where there is none. From here on it waits.</summary>
    public static MachineWatchdog? TryOpen(string path, ILogger log)
    {
        var file = Open(path, WriteOnly | CloseOnExec);
        var seconds = (int)Limit.TotalSeconds;
        if (!file.IsInvalid && Set(file, SetTimeout, ref seconds) == 0) return new(file);
        log.LogWarning("no watchdog at {Device}: {Reason}", path, Marshal.GetLastPInvokeErrorMessage());
        file.Dispose();
        return null;
    }

    /// <summary>A sign of life.</summary>
    public void Alive() => Write(_file, "1"u8, 1);

    /// <summary>Sends it to sleep: the daemon is stopped, and nobody gives signs for a while.</summary>
    public void Disarm() => Write(_file, "V"u8, 1);

    /// <summary>Closed while it is armed, it goes on to wait.</summary>
    public void Dispose() => _file.Dispose();

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Set(SafeFileHandle file, nuint request, ref int seconds);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> sign, nuint count);
}
