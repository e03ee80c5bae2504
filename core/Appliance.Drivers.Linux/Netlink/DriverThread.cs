using System.Collections.Concurrent;
using Appliance.Drivers.Linux.Netlink.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Appliance.Drivers.Linux.Netlink;

/// <summary>The driver's own thread: waits for the kernel's notifications and raises events.</summary>
internal sealed class DriverThread : IDisposable
{
    private readonly ConcurrentQueue<Action> _events = new();
    private readonly SafeFileHandle _wake = Native.EventFile(0, 0x80000);
    private readonly ILogger _log;
    private readonly Thread _thread;
    private int _awake;
    private volatile bool _stopping;

    public DriverThread(NetlinkSocket socket, Action arrived, ILogger log)
    {
        _log = log;
        _thread = new Thread(() => Run(socket, arrived)) { IsBackground = true, Name = "network" };
        _thread.Start();
    }

    /// <summary>Raises an event soon.</summary>
    public void Post(Action raise)
    {
        _events.Enqueue(raise);
        if (Interlocked.Exchange(ref _awake, 1) == 0) Wake();
    }

    public void Dispose()
    {
        _stopping = true;
        Wake();
        if (Thread.CurrentThread != _thread) _thread.Join();
        _wake.Dispose();
    }

    private void Wake() => Native.Write(_wake, 1, 8);

    private unsafe void Run(NetlinkSocket socket, Action arrived)
    {
        var files = stackalloc Native.Waiting[2];
        files[0] = new Native.Waiting { File = (int)socket.Handle.DangerousGetHandle(), Wanted = 1 };
        files[1] = new Native.Waiting { File = (int)_wake.DangerousGetHandle(), Wanted = 1 };
        while (!_stopping)
        {
            if (Native.Poll(files, 2, -1) < 0) continue;
            if (files[1].Got != 0)
            {
                ulong count = 0;
                Native.Read(_wake, ref count, 8);
                // Before the queue is emptied: what is added from here on wakes again.
                Interlocked.Exchange(ref _awake, 0);
            }
            if (files[0].Got != 0) Guarded(arrived);
            while (!_stopping && _events.TryDequeue(out var raise)) Guarded(raise);
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception error)
        {
            // Somebody's handler, or a message that nobody foresaw: the others still want to hear of the network.
            _log.LogError(error, "network event failed");
        }
    }
}
