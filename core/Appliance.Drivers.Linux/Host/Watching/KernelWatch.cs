using Appliance.Drivers.Linux.Netlink.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Host.Watching;

/// <summary>Waits until the kernel says that somebody set the clock or the host name.</summary>
internal sealed class KernelWatch(ILogger log) : IDisposable
{
    private const string HostNameFile = "/proc/sys/kernel/hostname";
    private const int NotInherited = 0x80000;
    private const short Readable = 1;
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _wake = Native.EventFile(0, NotInherited);
    private Thread? _thread;
    private volatile bool _stopping;

    public event Action? ClockJumped;

    public event Action? HostNameChanged;

    public static string HostName => File.ReadAllText(HostNameFile).TrimEnd('\n');

    public void Dispose()
    {
        _stopping = true;
        Native.Write(_wake, 1, 8);
        if (Thread.CurrentThread != _thread) _thread?.Join();
        _wake.Dispose();
    }

    /// <summary>Whatever changes after this is told of. Again changes nothing.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_thread is not null) return;
            var clock = new ClockTimer();
            var name = File.OpenHandle(HostNameFile);
            _thread = new Thread(() => Run(clock, name)) { IsBackground = true, Name = "machine" };
            _thread.Start();
        }
    }

    private void Run(ClockTimer clock, SafeFileHandle name)
    {
        using (clock)
        using (name)
        {
            Watch(clock, name);
        }
    }

    private unsafe void Watch(ClockTimer clock, SafeFileHandle name)
    {
        var files = stackalloc Native.Waiting[3];
        files[0] = new Native.Waiting { File = (int)_wake.DangerousGetHandle(), Wanted = Readable };
        files[1] = new Native.Waiting { File = (int)clock.Handle.DangerousGetHandle(), Wanted = Readable };
        // Such a file is always readable; a change of its content is told as an error, which is always waited for.
        files[2] = new Native.Waiting { File = (int)name.DangerousGetHandle() };
        while (!_stopping)
        {
            if (Native.Poll(files, 3, -1) < 0 || _stopping) continue;
            if (files[1].Got != 0)
            {
                clock.Arm();
                Raise(ClockJumped);
            }
            if (files[2].Got != 0) Raise(HostNameChanged);
        }
    }

    private void Raise(Action? handlers)
    {
        try
        {
            handlers?.Invoke();
        }
        catch (Exception error)
        {
            // The next change is still to be told of.
            log.LogError(error, "a change of the machine was not handled");
        }
    }
}
