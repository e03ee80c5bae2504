using System.Runtime.InteropServices;

namespace Appliance.Packages.Installing;

/// <summary>Makes a folder's entries durable: a rename or a deletion is on disk only when the folder is. .NET opens no folders.</summary>
internal static partial class SyncedFolder
{
    private const int ReadOnlyClosedOnExec = 0x80000;

    public static void Sync(string path)
    {
        var folder = Open(path, ReadOnlyClosedOnExec);
        if (folder < 0)
            throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        var result = Flush(folder);
        var reason = Marshal.GetLastPInvokeErrorMessage();
        _ = Close(folder);
        if (result < 0)
            throw new IOException(reason);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
