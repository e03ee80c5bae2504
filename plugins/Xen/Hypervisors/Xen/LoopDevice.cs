using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>
/// A disk image as a block device of the kernel's. It is there as long as somebody has it open: first this, then blkback for the guest.
/// Nobody has to take it away, so nothing is left of it, whoever is killed.
/// </summary>
internal sealed unsafe partial class LoopDevice : IDisposable
{
    private const nuint GetFree = 0x4C82, Configure = 0x4C0A, GetStatus = 0x4C05;
    private const uint AutoClear = 4, DirectIo = 16;
    private const int Major = 7, Busy = 16, MostAttempts = 10;
    private const string Blocks = "/sys/block";
    private readonly SafeFileHandle _device;

    private LoopDevice(int number, SafeFileHandle device) => (Number, _device) = (number, device);

    public int Number { get; }

    /// <summary>As blkback wants it.</summary>
    public string PhysicalDevice => string.Create(CultureInfo.InvariantCulture, $"{Major:x}:{Number:x}");

    /// <exception cref="IOException">There is none to be had.</exception>
    public static LoopDevice Open(string image)
    {
        using var content = File.OpenHandle(image, access: FileAccess.ReadWrite, share: FileShare.ReadWrite | FileShare.Delete);
        using var control = File.OpenHandle("/dev/loop-control", access: FileAccess.ReadWrite, share: FileShare.ReadWrite);
        // Somebody else may take the free one in between.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var number = Control(control, GetFree, null);
            if (number < 0) break;
            var device = File.OpenHandle(PathOf(number), access: FileAccess.ReadWrite, share: FileShare.ReadWrite);
            // Past the page cache: the guest has one of its own. Where the file system can not, the kernel does without.
            var wanted = new Configuration { File = (uint)(int)content.DangerousGetHandle(), Flags = AutoClear | DirectIo };
            if (Control(device, Configure, &wanted) == 0) return new LoopDevice(number, device);
            var error = Marshal.GetLastPInvokeError();
            device.Dispose();
            if (error != Busy) break;
        }
        throw new IOException($"{Path.GetFileName(image)} can not be read like a disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Of a physical device, as xenstore has it; null where that is no loop device.</summary>
    public static int? NumberOf(string? physicalDevice) =>
        physicalDevice?.Split(':') is [var major, var minor] && major == Major.ToString("x", CultureInfo.InvariantCulture) ? int.Parse(minor, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null;

    /// <summary>Whether a loop device has a file.</summary>
    public static bool IsBound(int number) => File.Exists($"{Blocks}/loop{number}/loop/backing_file");

    /// <summary>Whether another one has the same file, by whatever name.</summary>
    public bool IsShared()
    {
        var own = Identity(_device);
        foreach (var block in Directory.EnumerateDirectories(Blocks, "loop*"))
        {
            if (!int.TryParse(Path.GetFileName(block)["loop".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == Number || !IsBound(number)) continue;
            using var other = File.OpenHandle(PathOf(number), share: FileShare.ReadWrite);
            if (Identity(other) is { } file && file == own) return true;
        }
        return false;
    }

    public void Dispose() => _device.Dispose();

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
