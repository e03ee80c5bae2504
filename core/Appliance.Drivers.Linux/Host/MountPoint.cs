using System.Runtime.InteropServices;
using Appliance.Sdk.Values;

namespace Appliance.Drivers.Linux.Host;

/// <summary>Mounts file systems.</summary>
internal static partial class MountPoint
{
    public const nuint ReadOnly = 1, NoSetUser = 2, NoDevices = 4, NoExecution = 8;
    private const int WhenIdle = 2;

    /// <exception cref="RefusedException">The kernel does not.</exception>
    public static void Mount(string source, string folder, string type, nuint flags, string options)
    {
        if (MountAt(source, folder, type, flags, options) != 0)
            throw new RefusedException($"{source} can not be mounted: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Unmounts; all that was written is on the disk when this returns.</summary>
    public static void Unmount(string folder) => UnmountFrom(folder, 0);

    /// <summary>Takes the topmost mount away, whoever uses it; nothing happens where there is none.</summary>
    public static void Detach(string folder) => UnmountFrom(folder, WhenIdle);

    /// <summary>What is mounted topmost at a folder; null for nothing.</summary>
    public static string? SourceOf(string folder) =>
        File.ReadLines("/proc/self/mountinfo").Select(line => line.Split(' ')).Where(words => words[4] == folder).Select(words => words[Array.IndexOf(words, "-") + 2]).LastOrDefault();

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountAt(string source, string folder, string type, nuint flags, string options);

    [LibraryImport("libc", EntryPoint = "umount2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnmountFrom(string folder, int flags);
}
