using Appliance.Drivers.Linux.Netlink.Wire;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.DBus.Wire;

/// <summary>Ends a thread's wait for files.</summary>
internal sealed class Waker : IDisposable
{
    private const int NotInherited = 0x80000;
    private const short Readable = 1;
    private readonly SafeFileHandle _event = Native.EventFile(0, NotInherited);

    public void Wake() => Native.Write(_event, 1, 8);

    /// <summary>Returns when the file has one of these events, when somebody wakes, or when time is up.</summary>
    public unsafe void Wait(int file, short events, int milliseconds)
    {
        var files = stackalloc Native.Waiting[2];
        files[0] = new Native.Waiting { File = (int)_event.DangerousGetHandle(), Wanted = Readable };
        files[1] = new Native.Waiting { File = file, Wanted = events };
        if (Native.Poll(files, 2, milliseconds) <= 0 || files[0].Got == 0) return;
        ulong count = 0;
        Native.Read(_event, ref count, 8);
    }

    public void Dispose() => _event.Dispose();
}
