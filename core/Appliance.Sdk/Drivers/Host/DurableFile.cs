using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Sdk.Drivers.Host;

/// <summary>Small files that are whole or as they were before, and on the disk before anybody is told.</summary>
public static partial class DurableFile
{
    private const string Arriving = ".arriving";

    /// <summary>Replaces the content of a file; makes the file and its folder where they are not there.</summary>
    /// <param name="path">Full path. Beside it a file with <c>.arriving</c> behind its name may stay where the power fails.</param>
    /// <param name="content">All of it.</param>
    /// <exception cref="IOException">The disk refused. The file holds the former content or the new one.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written. The file is as it was before.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        using (var file = new FileStream(path + Arriving, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Arriving, path, overwrite: true);
        SyncFolder(folder);
    }

    /// <summary>What was made, renamed or removed in a folder lasts from here on.</summary>
    /// <exception cref="IOException">The folder is not there, or the disk refused; <see cref="Exception.HResult"/> is the kernel's number for it.</exception>
    public static void SyncFolder(string folder)
    {
        const int closeOnExec = 0x80000;
        using var handle = Open(folder, closeOnExec);
        if (handle.IsInvalid || Sync(handle) != 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage(), Marshal.GetLastPInvokeError());
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
