using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>The terminal at which xenconsoled offers a domain's console, read on a thread of its own until the domain is gone.</summary>
internal sealed unsafe partial class ConsoleTty : IDisposable
{
    private const int ReadWrite = 2, NoTerminalOfOurs = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000, Again = 11, Interrupted = 4;
    private const short Readable = 1, Writable = 4;
    private readonly SafeFileHandle _tty, _wake;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="path">Such as <c>/dev/pts/3</c>.</param>
    /// <param name="arrived">Gets what the guest writes; it may take its time.</param>
    /// <exception cref="IOException">It is gone.</exception>
    public ConsoleTty(string path, Action<ReadOnlyMemory<byte>> arrived)
    {
        _tty = Open(path, ReadWrite | NoTerminalOfOurs | NonBlocking | CloseOnExec);
        if (_tty.IsInvalid) throw new IOException($"console can not be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        _wake = MakeEvent(0, CloseOnExec);
        _thread = new Thread(() => Run(arrived)) { IsBackground = true, Name = "console" };
        _thread.Start();
    }

    /// <summary>Types; waits while the guest reads nothing.</summary>
    public void Write(ReadOnlySpan<byte> octets)
    {
        while (octets.Length > 0 && !_stopping)
        {
            var count = Write(_tty, octets, octets.Length);
            if (count > 0) octets = octets[(int)count..];
            else if (Marshal.GetLastPInvokeError() is not (Again or Interrupted) || Wait(Writable) is 0) return;
        }
    }

    /// <summary>Returns at once.</summary>
    public void Stop()
    {
        _stopping = true;
        ulong one = 1;
        _ = Write(_wake, new ReadOnlySpan<byte>(&one, sizeof(ulong)), sizeof(ulong));
    }

    public void Dispose()
    {
        Stop();
        if (Thread.CurrentThread != _thread) _thread.Join();
        _tty.Dispose();
        _wake.Dispose();
    }

    private void Run(Action<ReadOnlyMemory<byte>> arrived)
    {
        var buffer = new byte[4096];
        while (!_stopping)
        {
            var count = Read(_tty, buffer, buffer.Length);
            if (count > 0) arrived(buffer.AsMemory(0, (int)count));
            else if (count == 0 || Marshal.GetLastPInvokeError() is not (Again or Interrupted) || Wait(Readable) is 0) return;
        }
    }

    // 0 where it is over.
    private short Wait(short wanted)
    {
        var files = stackalloc Waiting[2];
        files[0] = new Waiting { File = (int)_tty.DangerousGetHandle(), Wanted = wanted, Got = 0 };
        files[1] = new Waiting { File = (int)_wake.DangerousGetHandle(), Wanted = Readable };
        return Poll(files, 2, -1) < 0 ? wanted : files[1].Got != 0 ? (short)0 : files[0].Got;
    }

    private struct Waiting
    {
        public int File;
        public short Wanted;
        public short Got;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle MakeEvent(uint initial, int flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Waiting* files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle file, Span<byte> to, nint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> from, nint length);
}
