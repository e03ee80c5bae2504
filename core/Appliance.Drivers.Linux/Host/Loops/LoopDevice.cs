using System.Globalization;
using System.Runtime.InteropServices;
using Appliance.Sdk.Drivers.Host;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host.Loops;

/// <summary>A file that the kernel reads like a disk. It clears itself when nobody has it open or mounted any more.</summary>
internal sealed unsafe partial class LoopDevice : ILoopDevice
{
    private const nuint GetFree = 0x4C82, Configure = 0x4C0A, GetStatus = 0x4C05;
    private const uint ReadOnly = 1, AutoClear = 4, DirectIo = 16;
    private const int Busy = 16, MostAttempts = 10;
    private const string Blocks = "/sys/block";
    private readonly SafeFileHandle _device;

    private LoopDevice(int number, SafeFileHandle device) => (Number, _device) = (number, device);

    public int Number { get; }

    public string Path => PathOf(Number);

    /// <exception cref="IOException">There is none to be had.</exception>
    public static LoopDevice Open(string file, bool readOnly)
    {
        // Past the page cache where it is written: who writes has one of its own. Where the file system can not, the kernel does without.
        var (access, flags) = readOnly ? (FileAccess.Read, AutoClear | ReadOnly) : (FileAccess.ReadWrite, AutoClear | DirectIo);
        using var content = Handle(file, access);
        using var control = Handle("/dev/loop-control", FileAccess.ReadWrite);
        var error = 0;
        // Somebody else may take the free one in between.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var number = Control(control, GetFree, null);
            if (number < 0)
            {
                error = Marshal.GetLastPInvokeError();
                break;
            }

            var device = Handle(PathOf(number), access);
            var wanted = new Configuration { File = (uint)(int)content.DangerousGetHandle(), Flags = flags };
            if (Control(device, Configure, &wanted) == 0) return new LoopDevice(number, device);
            error = Marshal.GetLastPInvokeError();
            device.Dispose();
            if (error != Busy) break;
        }

        throw new IOException($"{System.IO.Path.GetFileName(file)} can not be read like a disk: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    public static bool IsBound(int number) => File.Exists($"{Blocks}/loop{number}/loop/backing_file");

    public bool IsShared()
    {
        try
        {
            var own = Identity(_device);
            foreach (var block in Directory.EnumerateDirectories(Blocks, "loop*"))
            {
                if (!int.TryParse(System.IO.Path.GetFileName(block)["loop".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == Number || !IsBound(number)) continue;
                using var other = Handle(PathOf(number), FileAccess.Read);
                if (Identity(other) is { } file && file == own) return true;
            }

            return false;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(trouble.Message);
        }
    }

    public void Dispose() => _device.Dispose();

    private static SafeFileHandle Handle(string path, FileAccess access) => File.OpenHandle(path, access: access, share: FileShare.ReadWrite | FileShare.Delete);

    private static string PathOf(int number) => $"/dev/loop{number}";

    private static (ulong Device, ulong Inode)? Identity(SafeFileHandle device)
    {
        var status = default(Status);
        return Control(device, GetStatus, &status) == 0 ? (status.Device, status.Inode) : null;
    }

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, void* argument);

    // struct loop_config, of which the flags are in the loop_info64 within.
    [StructLayout(LayoutKind.Explicit, Size = 304)]
    private struct Configuration
    {
        [FieldOffset(0)] public uint File;
        [FieldOffset(60)] public uint Flags;
    }

    // struct loop_info64
    [StructLayout(LayoutKind.Explicit, Size = 232)]
    private struct Status
    {
        [FieldOffset(0)] public ulong Device;
        [FieldOffset(8)] public ulong Inode;
    }
}
