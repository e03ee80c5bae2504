using System.Runtime.InteropServices;
using Appliance.Sdk.Values;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host;

/// <summary>What the C library knows of a file beyond what .NET tells.</summary>
internal readonly record struct FileFacts(DateTime CreatedUtc, long Size, long Used, uint DeviceMajor, uint DeviceMinor);

/// <summary>Calls that .NET has no face for.</summary>
internal static unsafe partial class Libc
{
    private const int AtCurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint BasicStats = 0x7ff;
    private const uint BirthTime = 0x800;

    /// <summary>Of the name itself, not of what it links to. Created is the last change where the file system keeps no birth time.</summary>
    public static FileFacts? Facts(string path)
    {
        var buffer = default(StatxBuffer);
        if (Statx(AtCurrentFolder, path, NoFollow, BasicStats | BirthTime, &buffer) != 0) return null;
        var seconds = (buffer.Mask & BirthTime) != 0 ? buffer.Birth.Seconds : buffer.Modified.Seconds;
        return new(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime, buffer.Size, buffer.Blocks * 512, buffer.DeviceMajor, buffer.DeviceMinor);
    }

    public static void SetHostName(ReadOnlySpan<byte> name)
    {
        fixed (byte* octets = name)
        {
            if (SetHostName(octets, (nuint)name.Length) != 0) throw Refusal("can not set host name");
        }
    }

    public static void SetClock(DateTime utc)
    {
        var ticks = (utc - DateTime.UnixEpoch).Ticks;
        var time = new Timespec { Seconds = ticks / TimeSpan.TicksPerSecond, Nanoseconds = ticks % TimeSpan.TicksPerSecond * 100 };
        if (SetClock(0, &time) != 0) throw Refusal("can not set clock");
    }

    /// <summary>Where data begins at or after an offset: -1 where none follows.</summary>
    public static long NextData(SafeFileHandle file, long offset) => Seek(file, offset, 3);

    /// <summary>Where data ends that is there at an offset.</summary>
    public static long NextHole(SafeFileHandle file, long offset) => Seek(file, offset, 4);

    /// <summary>Makes a file share another one's blocks until one of both is written; false where the file system can not.</summary>
    public static bool ShareBlocks(SafeFileHandle from, SafeFileHandle to) => Control(to, 0x40049409, (int)from.DangerousGetHandle()) == 0;

    private static RefusedException Refusal(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, StatxBuffer* buffer);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle file, long offset, int whence);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    private static partial int Control(SafeFileHandle file, nuint request, int argument);

    [LibraryImport("libc", EntryPoint = "sethostname", SetLastError = true)]
    private static partial int SetHostName(byte* name, nuint length);

    [LibraryImport("libc", EntryPoint = "clock_settime", SetLastError = true)]
    private static partial int SetClock(int clock, Timespec* time);

    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    private struct StatxTime
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(0)] public uint Mask;
        [FieldOffset(40)] public long Size;
        [FieldOffset(48)] public long Blocks;
        [FieldOffset(80)] public StatxTime Birth;
        [FieldOffset(112)] public StatxTime Modified;
        [FieldOffset(136)] public uint DeviceMajor;
        [FieldOffset(140)] public uint DeviceMinor;
    }
}
