using System.Runtime.InteropServices;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host.Layers;

/// <summary>A file that the kernel reads like a disk. Gone when nobody has it open or mounted any more.</summary>
internal sealed unsafe partial class LoopDevice : IDisposable
{
    private const nuint GetFree = 0x4C82, Configure = 0x4C0A;
    private const uint ReadOnly = 1, AutoClear = 4;
    private const int Busy = 16, MostAttempts = 10;
    private readonly SafeFileHandle _device;

    private LoopDevice(string path, SafeFileHandle device) => (Path, _device) = (path, device);

    public string Path { get; }

    /// <exception cref="RefusedException">There is none to be had.</exception>
    public static LoopDevice Open(string file)
    {
        using var content = File.OpenHandle(file);
        using var control = File.OpenHandle("/dev/loop-control", access: FileAccess.ReadWrite);
        // Somebody else may take the free one in between.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var number = Control(control, GetFree, null);
            if (number < 0) break;
            var path = $"/dev/loop{number}";
            var device = File.OpenHandle(path);
            var wanted = new Configuration { File = (uint)(int)content.DangerousGetHandle(), Flags = ReadOnly | AutoClear };
            if (Control(device, Configure, &wanted) == 0) return new LoopDevice(path, device);
            var error = Marshal.GetLastPInvokeError();
            device.Dispose();
            if (error != Busy) break;
        }

        throw new RefusedException($"{System.IO.Path.GetFileName(file)} can not be read like a disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public void Dispose() => _device.Dispose();

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, Configuration* argument);

    // struct loop_config, of which the flags are in the loop_info64 within.
    [StructLayout(LayoutKind.Explicit, Size = 304)]
    private struct Configuration
    {
        [FieldOffset(0)] public uint File;
        [FieldOffset(60)] public uint Flags;
    }
}
