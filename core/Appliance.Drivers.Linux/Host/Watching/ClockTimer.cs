using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host.Watching;

/// <summary>A timer of the kernel's that never fires: it is readable when somebody sets the clock.</summary>
internal sealed partial class ClockTimer : IDisposable
{
    private const int NotInherited = 0x80000, NotWaiting = 0x800;
    private const int Absolute = 1, CancelledByJumps = 2;
    private const int Cancelled = 125;
    private const long FarAway = 1L << 33; // the year 2242

    public ClockTimer() => Arm();

    public SafeFileHandle Handle { get; } = Create(0, NotInherited | NotWaiting);

    /// <summary>Makes it ready for the next jump.</summary>
    public void Arm()
    {
        var never = new Expiry { Seconds = FarAway };
        // A jump since the last time is told as an error; the timer runs all the same.
        if (Set(Handle, Absolute | CancelledByJumps, never, 0) != 0 && Marshal.GetLastPInvokeError() != Cancelled) throw new IOException($"can not watch the clock: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    public void Dispose() => Handle.Dispose();

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    private static partial SafeFileHandle Create(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    private static partial int Set(SafeFileHandle timer, int flags, in Expiry expiry, nint before);

    [StructLayout(LayoutKind.Sequential)]
    private struct Expiry
    {
        public long IntervalSeconds;
        public long IntervalNanoseconds;
        public long Seconds;
        public long Nanoseconds;
    }
}
