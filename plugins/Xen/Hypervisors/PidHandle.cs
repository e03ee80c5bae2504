using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.XenPlugin.Hypervisors;

/// <summary>A process that is not our child, held so that its number cannot come to mean another one.</summary>
internal sealed partial class PidHandle : IDisposable
{
    private const int PidfdOpen = 434, PidfdSendSignal = 424, SigKill = 9;
    private const short PollIn = 1;
    private readonly SafeFileHandle _handle;

    private PidHandle(SafeFileHandle handle) => _handle = handle;

    /// <summary>The process with this number, if it started at this time; null when it is gone.</summary>
    public static PidHandle? Open(int pid, ulong startTime)
    {
        var handle = new SafeFileHandle((nint)Syscall(PidfdOpen, pid, 0, 0, 0), ownsHandle: true);
        if (!handle.IsInvalid && StartTime(pid) == startTime) return new PidHandle(handle);
        handle.Dispose();
        return null;
    }

    /// <summary>When the process started, in the kernel's ticks since the machine did; 0 when there is none, or only its remains.</summary>
    public static ulong StartTime(int pid)
    {
        try
        {
            // The name in parentheses may hold blanks; what follows it does not. Field 3 is the state, field 22 the time.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? 0 : ulong.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    public void Kill() => _ = Syscall(PidfdSendSignal, _handle.DangerousGetHandle(), SigKill, 0, 0);

    /// <summary>Whether the process ended in time. The kernel wakes us; the thread is held only as long as the process takes to exit.</summary>
    public Task<bool> WaitAsync(TimeSpan time) => Task.Run(() =>
    {
        var poll = new PollFd { Handle = (int)_handle.DangerousGetHandle(), Events = PollIn };
        return Poll(ref poll, 1, (int)time.TotalMilliseconds) > 0;
    });

    public void Dispose() => _handle.Dispose();

    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        public int Handle;
        public short Events;
        public short Returned;
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Syscall(long number, long first, long second, long third, long fourth);

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollFd handles, ulong count, int milliseconds);
}
