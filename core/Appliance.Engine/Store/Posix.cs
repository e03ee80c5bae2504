using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Engine.Store;

/// <summary>System calls that .NET has no name for.</summary>
internal static partial class Posix
{
    private const long Ext = 0xEF53;
    private const long Xfs = 0x58465342;
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int NoQuota = 122;

    /// <summary>Data on disk, and what is needed to find it; not the time stamps, which would cost a journal commit of the file system.</summary>
    public static void SyncData(SafeFileHandle file) => Check(fdatasync(file), "fdatasync");

    /// <summary>Starts writing a range, and waits for it if asked. The disk may still hold it in its cache.</summary>
    public static void WriteBack(SafeFileHandle file, long offset, long length, bool wait) =>
        Check(sync_file_range(file, offset, length, wait ? 7u : 2u), "sync_file_range");

    /// <summary>Whether the file system overwrites in place and has one disk below it, so that one flush serves two files.</summary>
    public static bool OverwritesInPlace(SafeFileHandle file)
    {
        Span<long> buffer = stackalloc long[32];
        return fstatfs(file, ref buffer[0]) == 0 && buffer[0] is Ext or Xfs;
    }

    /// <summary>Why something failed, without the path that .NET adds: a person at a console does not need it.</summary>
    public static string Reason(Exception trouble) =>
        trouble is IOException { HResult: > 0 and < 4096 } ? Marshal.GetPInvokeErrorMessage(trouble.HResult) : trouble.Message;

    /// <summary>Whether the file system was mounted to be read only, or became so by an error.</summary>
    public static bool IsReadOnly(IOException trouble) => trouble.HResult == ReadOnlyFileSystem;

    /// <summary>Whether the disk has no room, or takes nothing: what is on it is well.</summary>
    public static bool IsRefusal(Exception trouble) => trouble is IOException { HResult: NoSpace or NoQuota or ReadOnlyFileSystem };

    private static void Check(int result, string what)
    {
        if (result >= 0) return;
        var error = Marshal.GetLastPInvokeError();
        throw new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle fd);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int sync_file_range(SafeFileHandle fd, long offset, long length, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fstatfs(SafeFileHandle fd, ref long buffer);
}
