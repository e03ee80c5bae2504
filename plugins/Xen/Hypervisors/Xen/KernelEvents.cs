using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Appliance.XenPlugin.Hypervisors.Xen;

/// <summary>Tells when devices come and go: what udev listens to.</summary>
internal sealed partial class KernelEvents : IDisposable
{
    private const int Netlink = 16, Datagrams = 2, CloseOnExec = 0x80000, Devices = 15;
    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[8192];

    private KernelEvents(Socket socket) => _socket = socket;

    /// <summary>Waits until it is so, however often devices change meanwhile; false where it never was in that time.</summary>
    public static async Task<bool> UntilAsync(Func<bool> isSo, TimeSpan time)
    {
        using var events = Open();
        using var limit = new CancellationTokenSource(time);
        try
        {
            while (!isSo()) await events._socket.ReceiveAsync(events._buffer, limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return isSo();
        }
    }

    public void Dispose() => _socket.Dispose();

    private static unsafe KernelEvents Open()
    {
        var handle = new SafeSocketHandle(MakeSocket(Netlink, Datagrams | CloseOnExec, Devices), ownsHandle: true);
        var address = new Address { Family = Netlink, Groups = 1 };
        if (handle.IsInvalid || Bind(handle, &address, sizeof(Address)) != 0) throw new IOException($"no events of devices: {Marshal.GetLastPInvokeErrorMessage()}");
        return new KernelEvents(new Socket(handle));
    }

    private struct Address
    {
        public ushort Family;
        public ushort Padding;
        public uint Port;
        public uint Groups;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial nint MakeSocket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    private static unsafe partial int Bind(SafeSocketHandle socket, Address* address, int length);
}
